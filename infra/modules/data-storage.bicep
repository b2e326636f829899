// Metric blobs, what runs leave behind, and the tables of runs, outcomes and contacts.
param location string
param tags object
param name string
param workerPrincipalId string
param endpointSubnetId string
param dnsZones object

@description('Days for which a deleted or overwritten blob can be had back.')
param keepDeletedDays int = 30

var tableNames = ['runs', 'outcomes', 'contacts']
var endpointGroups = ['blob', 'table']
var roles = {
  blobDataReader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
  blobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: empty(endpointSubnetId) ? 'Enabled' : 'Disabled'
    networkAcls: { defaultAction: empty(endpointSubnetId) ? 'Allow' : 'Deny', bypass: 'AzureServices' }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: true
      deleteRetentionPolicy: { enabled: true, days: keepDeletedDays }
      containerDeleteRetentionPolicy: { enabled: true, days: keepDeletedDays }
    }

    resource metrics 'containers' = {
      name: 'metrics'
      properties: { publicAccess: 'None' }
    }

    resource runs 'containers' = {
      name: 'runs'
      properties: { publicAccess: 'None' }
    }
  }

  resource tableService 'tableServices' = {
    name: 'default'

    resource tables 'tables' = [for table in tableNames: {
      name: table
    }]
  }
}

// What the marketplace drops is read and never written.
resource readsMetrics 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account::blobs::metrics.id, workerPrincipalId, roles.blobDataReader)
  scope: account::blobs::metrics
  properties: {
    principalId: workerPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataReader)
  }
}

resource writesRuns 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account::blobs::runs.id, workerPrincipalId, roles.blobDataContributor)
  scope: account::blobs::runs
  properties: {
    principalId: workerPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
  }
}

resource writesTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, workerPrincipalId, roles.tableDataContributor)
  scope: account
  properties: {
    principalId: workerPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.tableDataContributor)
  }
}

module endpoints 'private-endpoint.bicep' = [for group in endpointGroups: if (!empty(endpointSubnetId)) {
  name: 'data-storage-${group}'
  params: {
    location: location
    tags: tags
    targetName: account.name
    targetId: account.id
    group: group
    subnetId: endpointSubnetId
    dnsZones: dnsZones
  }
}]

output name string = account.name
output blobServiceUri string = account.properties.primaryEndpoints.blob
output tableServiceUri string = account.properties.primaryEndpoints.table
