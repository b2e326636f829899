// What somebody must look at. docs/operations.md says what to do about each.
param location string
param tags object
param suffix string
param workspaceId string
param serviceBusId string
param email string

var questions = [
  {
    name: 'period-without-run'
    description: 'A period has ended and cannot be assessed: mostly its metrics have not arrived.'
    query: 'AppTraces | where Message startswith "An ended period waits to be assessed."'
    operator: 'GreaterThan'
    severity: 2
  }
  {
    name: 'nobody-asked'
    description: 'The daily question which ended period has no run was not asked, or failed, for more than a day.'
    query: 'AppRequests | where Name == "AssessEndedPeriods" and Success == true'
    operator: 'LessThanOrEqual'
    severity: 1
  }
  {
    name: 'stuck-run'
    description: 'A run stood still and was set going again more than three times in two days.'
    query: 'AppTraces | where Message startswith "A run stands still." | summarize Times = count() by tostring(Properties.Run) | where Times > 3'
    operator: 'GreaterThan'
    severity: 1
  }
  {
    name: 'key-refused'
    description: 'A provider of mails or texts refuses our key. Its letters wait and lose no try; the configuration has to be mended.'
    query: 'AppTraces | where Message startswith "A provider refuses our key."'
    operator: 'GreaterThan'
    severity: 1
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'ag-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'tier'
    enabled: true
    emailReceivers: [{ name: 'operations', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource asked 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for question in questions: {
  name: 'alert-${question.name}-${suffix}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: question.name
    description: question.description
    severity: question.severity
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT1H'
    windowSize: 'P1D'
    overrideQueryTimeRange: 'P2D'
    criteria: {
      allOf: [
        {
          query: question.query
          timeAggregation: 'Count'
          operator: question.operator
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    autoMitigate: true
    // The tables are there once something has been written into them.
    skipQueryValidation: true
    actions: { actionGroups: empty(email) ? [] : [people.id] }
  }
}]

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-dead-letters-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Messages were set aside after their last delivery; nothing takes them back by itself.'
    severity: 1
    enabled: true
    scopes: [serviceBusId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'dead-letters'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'DeadletteredMessages'
          operator: 'GreaterThan'
          threshold: 0
          timeAggregation: 'Maximum'
        }
      ]
    }
    actions: empty(email) ? [] : [{ actionGroupId: people.id }]
  }
}
