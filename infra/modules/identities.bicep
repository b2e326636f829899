// Two identities: one that works (receives, reads, writes) and one that only sends.
param location string
param tags object
param suffix string

resource worker 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-worker-${suffix}'
  location: location
  tags: tags
}

resource sender 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-sender-${suffix}'
  location: location
  tags: tags
}

output workerId string = worker.id
output workerClientId string = worker.properties.clientId
output workerPrincipalId string = worker.properties.principalId
output senderId string = sender.id
output senderClientId string = sender.properties.clientId
output senderPrincipalId string = sender.properties.principalId
