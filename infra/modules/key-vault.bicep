// Secrets: the keys that sign merchants' links, and those of the notice hooks (mail and SMS providers, webhook signing). They are put in by hand or by a pipeline, never from here.
param location string
param tags object
param name string
param workerPrincipalId string
param endpointSubnetId string
param dnsZones object

var endpointGroups = ['vault']
var roles = { secretsUser: '4633458b-17de-408a-b874-0445c86b69e6' }

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    publicNetworkAccess: empty(endpointSubnetId) ? 'Enabled' : 'Disabled'
    networkAcls: { defaultAction: empty(endpointSubnetId) ? 'Allow' : 'Deny', bypass: 'AzureServices' }
  }
}

resource readsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, workerPrincipalId, roles.secretsUser)
  scope: vault
  properties: {
    principalId: workerPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secretsUser)
  }
}

module endpoints 'private-endpoint.bicep' = [for group in endpointGroups: if (!empty(endpointSubnetId)) {
  name: 'key-vault-${group}'
  params: {
    location: location
    tags: tags
    targetName: vault.name
    targetId: vault.id
    group: group
    subnetId: endpointSubnetId
    dnsZones: dnsZones
  }
}]

output name string = vault.name
