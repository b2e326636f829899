// The whole deployment: one resource group with the function app, its storage, Service Bus, identities and monitoring.
// No secret goes in or comes out; whoever talks to whom is a role assignment in the module of the resource that is talked to.
targetScope = 'subscription'

@minLength(1)
@maxLength(24)
@description('Names the environment and, with it, every resource.')
param environmentName string

@description('The Azure region of all resources.')
param location string

@description('Nothing but the virtual network reaches storage, Service Bus and the key vault. Needs Service Bus Premium.')
param privateNetwork bool = false

@allowed(['Standard', 'Premium'])
param serviceBusSku string = 'Standard'

@description('The greatest number of instances that one function may have.')
param maximumInstanceCount int = 40

@allowed([2048, 4096])
@description('Memory of an instance. Ingestion of more than ten million stores wants 4096.')
param instanceMemoryMB int = 2048

@description('Instances kept warm, such as { name: \'function:Ingest\', instanceCount: 1 }.')
param alwaysReady array = []

@description('NCRONTAB, UTC: when to ask which ended period has no run.')
param assessEndedPeriodsSchedule string = '0 0 2 * * *'

@description('NCRONTAB, UTC: when to look for runs that stand still.')
param sweepSchedule string = '0 */5 * * * *'

@description('The platform signs people in and sets their header itself (Easy Auth); without it, anybody could send that header.')
param trustIdentityHeaders bool = false

@description('Where the platform signs people in, which pages send those to who are not; used with trustIdentityHeaders.')
param signInPath string = '/.auth/login/aad'

@description('The secret of the key vault with the keys that sign merchants\' links; none are signed if empty.')
param linkKeysSecret string = ''

@description('Requests a second that one caller may send to one instance.')
param requestsPerSecond string = '200'

@description('When due notices are sent, in UTC; nothing is sent without hooks.')
param sendNoticesSchedule string = '30 */10 * * * *'

@description('NCRONTAB, UTC: when to look for stores whose tier is at risk or whose time runs out.')
param remindStoresSchedule string = '0 10 16 * * *'

@description('Further app settings, those of the notice hooks; a secret is named as @Microsoft.KeyVault(VaultName=…;SecretName=…).')
param hookSettings object = {}

@description('A collector that takes OTLP, beside Application Insights; none if empty.')
param otlpEndpoint string = ''

@description('Who is told of alerts; nobody if empty.')
param alertEmail string = ''

var suffix = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identities 'modules/identities.bicep' = {
  name: 'identities'
  scope: group
  params: {
    location: location
    tags: tags
    suffix: suffix
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  scope: group
  params: {
    location: location
    tags: tags
    suffix: suffix
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    location: location
    tags: tags
    suffix: suffix
    workerPrincipalId: identities.outputs.workerPrincipalId
  }
}

module hostStorage 'modules/host-storage.bicep' = {
  name: 'host-storage'
  scope: group
  params: {
    location: location
    tags: tags
    name: 'sthost${suffix}'
    workerPrincipalId: identities.outputs.workerPrincipalId
    endpointSubnetId: network.?outputs.endpointSubnetId ?? ''
    dnsZones: network.?outputs.dnsZones ?? {}
  }
}

module dataStorage 'modules/data-storage.bicep' = {
  name: 'data-storage'
  scope: group
  params: {
    location: location
    tags: tags
    name: 'stdata${suffix}'
    workerPrincipalId: identities.outputs.workerPrincipalId
    endpointSubnetId: network.?outputs.endpointSubnetId ?? ''
    dnsZones: network.?outputs.dnsZones ?? {}
  }
}

module serviceBus 'modules/service-bus.bicep' = {
  name: 'service-bus'
  scope: group
  params: {
    location: location
    tags: tags
    name: 'sb-${suffix}'
    sku: privateNetwork ? 'Premium' : serviceBusSku
    receiverPrincipalId: identities.outputs.workerPrincipalId
    senderPrincipalId: identities.outputs.senderPrincipalId
    endpointSubnetId: network.?outputs.endpointSubnetId ?? ''
    dnsZones: network.?outputs.dnsZones ?? {}
  }
}

module keyVault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  scope: group
  params: {
    location: location
    tags: tags
    name: 'kv-${suffix}'
    workerPrincipalId: identities.outputs.workerPrincipalId
    endpointSubnetId: network.?outputs.endpointSubnetId ?? ''
    dnsZones: network.?outputs.dnsZones ?? {}
  }
}

module app 'modules/function-app.bicep' = {
  name: 'function-app'
  scope: group
  params: {
    location: location
    tags: tags
    suffix: suffix
    workerIdentityId: identities.outputs.workerId
    workerClientId: identities.outputs.workerClientId
    senderIdentityId: identities.outputs.senderId
    senderClientId: identities.outputs.senderClientId
    hostStorageName: hostStorage.outputs.name
    deploymentContainerUri: hostStorage.outputs.deploymentContainerUri
    blobServiceUri: dataStorage.outputs.blobServiceUri
    tableServiceUri: dataStorage.outputs.tableServiceUri
    serviceBusNamespace: serviceBus.outputs.fullyQualifiedNamespace
    queueSettings: serviceBus.outputs.queueSettings
    assessEndedPeriodsSchedule: assessEndedPeriodsSchedule
    sweepSchedule: sweepSchedule
    trustIdentityHeaders: trustIdentityHeaders
    signInPath: signInPath
    linkKeysReference: empty(linkKeysSecret) ? '' : '@Microsoft.KeyVault(VaultName=${keyVault.outputs.name};SecretName=${linkKeysSecret})'
    requestsPerSecond: requestsPerSecond
    sendNoticesSchedule: sendNoticesSchedule
    remindStoresSchedule: remindStoresSchedule
    hookSettings: hookSettings
    insightsConnectionString: monitoring.outputs.insightsConnectionString
    otlpEndpoint: otlpEndpoint
    subnetId: network.?outputs.appSubnetId ?? ''
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
    alwaysReady: alwaysReady
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    suffix: suffix
    workspaceId: monitoring.outputs.workspaceId
    serviceBusId: serviceBus.outputs.id
    email: alertEmail
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

output AZURE_FUNCTION_APP string = app.outputs.name
output AZURE_FUNCTION_APP_URI string = app.outputs.uri
output AZURE_METRICS_ACCOUNT string = dataStorage.outputs.name
output AZURE_KEY_VAULT string = keyVault.outputs.name
