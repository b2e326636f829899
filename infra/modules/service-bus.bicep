// The queues. Rules that the code leans on: messages come at least once, and one that keeps failing is set aside with its reason.
param location string
param tags object
param name string
param sku string
param receiverPrincipalId string
param senderPrincipalId string
param endpointSubnetId string
param dnsZones object

// setting: the app setting that names the queue to the functions.
var queues = [
  { name: 'runs', setting: 'Queues__Runs' }
  { name: 'evaluations', setting: 'Queues__Evaluations' }
  { name: 'completions', setting: 'Queues__Completions' }
  { name: 'notices', setting: 'Queues__Notices' }
]
var endpointGroups = ['namespace']
var roles = {
  dataReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
  dataSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
}

resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: sku, tier: sku, capacity: sku == 'Premium' ? 1 : null }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: empty(endpointSubnetId) ? 'Enabled' : 'Disabled'
  }
}

resource declared 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [for queue in queues: {
  parent: bus
  name: queue.name
  properties: {
    // The longest there is; the host renews it while a function works (maxAutoLockRenewalDuration in host.json).
    lockDuration: 'PT5M'
    // Generous: an instance that is taken away gives its messages back, and each time counts as a delivery.
    maxDeliveryCount: 10
    requiresDuplicateDetection: true
    // Longer than a sender that died takes to come back and send the same again; a deliberate re-send has another id.
    duplicateDetectionHistoryTimeWindow: 'PT1H'
    deadLetteringOnMessageExpiration: true
    defaultMessageTimeToLive: 'P14D'
    maxSizeInMegabytes: 5120
  }
}]

resource receives 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (queue, i) in queues: {
  name: guid(declared[i].id, receiverPrincipalId, roles.dataReceiver)
  scope: declared[i]
  properties: {
    principalId: receiverPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.dataReceiver)
  }
}]

resource sends 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (queue, i) in queues: {
  name: guid(declared[i].id, senderPrincipalId, roles.dataSender)
  scope: declared[i]
  properties: {
    principalId: senderPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.dataSender)
  }
}]

module endpoints 'private-endpoint.bicep' = [for group in endpointGroups: if (!empty(endpointSubnetId)) {
  name: 'service-bus-${group}'
  params: {
    location: location
    tags: tags
    targetName: bus.name
    targetId: bus.id
    group: group
    subnetId: endpointSubnetId
    dnsZones: dnsZones
  }
}]

output id string = bus.id
output fullyQualifiedNamespace string = '${bus.name}.servicebus.windows.net'
output queueSettings object = toObject(queues, queue => queue.setting, queue => queue.name)
