// Flex Consumption: each queue's function scales by itself, and to nothing between runs.
param location string
param tags object
param suffix string
param workerIdentityId string
param workerClientId string
param senderIdentityId string
param senderClientId string
param hostStorageName string
param deploymentContainerUri string
param blobServiceUri string
param tableServiceUri string
param serviceBusNamespace string
param queueSettings object
param assessEndedPeriodsSchedule string
param sweepSchedule string
param trustIdentityHeaders bool
param signInPath string
param linkKeysReference string
param requestsPerSecond string
param sendNoticesSchedule string
param remindStoresSchedule string
param hookSettings object
param insightsConnectionString string
param otlpEndpoint string
param subnetId string
param maximumInstanceCount int
param instanceMemoryMB int
param alwaysReady array

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${suffix}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-${suffix}'
  location: location
  tags: union(tags, { 'azd-service-name': 'worker' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${workerIdentityId}': {}
      '${senderIdentityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: workerIdentityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: workerIdentityId
          }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstanceCount
        instanceMemoryMB: instanceMemoryMB
        alwaysReady: alwaysReady
      }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(
      {
        // The Functions host's own.
        AzureWebJobsStorage__accountName: hostStorageName
        AzureWebJobsStorage__credential: 'managedidentity'
        AzureWebJobsStorage__clientId: workerClientId
        APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
        APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${workerClientId};Authorization=AAD'
        // The worker's clients.
        AZURE_CLIENT_ID: workerClientId
        Storage__blobServiceUri: blobServiceUri
        Storage__tableServiceUri: tableServiceUri
        // The triggers receive under one identity, the worker sends under another.
        ServiceBus__fullyQualifiedNamespace: serviceBusNamespace
        ServiceBus__credential: 'managedidentity'
        ServiceBus__clientId: workerClientId
        ServiceBusSender__clientId: senderClientId
        Schedules__AssessEndedPeriods: assessEndedPeriodsSchedule
        Schedules__Sweep: sweepSchedule
        Identity__TrustHeaders: trustIdentityHeaders ? 'true' : 'false'
        RateLimit__PerSecond: requestsPerSecond
        Schedules__SendNotices: sendNoticesSchedule
        Schedules__RemindStores: remindStoresSchedule
      },
      queueSettings,
      trustIdentityHeaders ? { Identity__SignIn: signInPath } : {},
      empty(linkKeysReference) ? {} : { Links__Keys: linkKeysReference },
      empty(otlpEndpoint) ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint },
      hookSettings
    )
  }
}

output name string = app.name
output uri string = 'https://${app.properties.defaultHostName}'
