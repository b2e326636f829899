// The runs of the last weeks on one page: how each function does, what waits, what was set going again.
param location string
param tags object
param workspaceId string

resource book 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(workspaceId, 'runs')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Runs'
    category: 'workbook'
    version: 'Notebook/1.0'
    sourceId: workspaceId
    serializedData: loadTextContent('workbook.json')
  }
}
