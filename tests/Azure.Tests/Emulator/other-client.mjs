// Another client of the same account: reads what the adapters wrote and writes what they read.
import { TableClient } from "@azure/data-tables";
import { BlobServiceClient } from "@azure/storage-blob";

const connection = process.argv[2];
const outcomes = TableClient.fromConnectionString(connection, "outcomes", { allowInsecureConnection: true });
const runs = TableClient.fromConnectionString(connection, "runs", { allowInsecureConnection: true });
const blobs = BlobServiceClient.fromConnectionString(connection);

const read = { outcomes: [], runs: [] };
for await (const entity of outcomes.listEntities()) {
  read.outcomes.push([entity.partitionKey, entity.rowKey, entity.tier ?? entity.Tier ?? null, entity.Readings ?? null]);
}
for await (const entity of runs.listEntities()) read.runs.push(JSON.parse(entity.Json).key);
read.report = (await blobs.getContainerClient("runs").getBlobClient("gold-silver_2026-Q3_1/report.html").downloadToBuffer()).toString("utf8");

const partition = read.outcomes.find(([, row]) => row.startsWith("o|"))[0];
await outcomes.submitTransaction([
  ["create", { partitionKey: partition, rowKey: "o|z=002f店".replace("店", "=5e97"), Status: "assessed", Tier: "gold", Verdicts: "M", Readings: "[1.50]", Since: "2026-10-01" }],
  ["create", { partitionKey: partition, rowKey: "n|z|email|moved", Movement: "promoted" }],
]);
await blobs.getContainerClient("metrics").getBlockBlobClient("gold-silver/2026-Q3/js.csv").upload("store_id\nz\n", 11);
process.stdout.write(JSON.stringify(read));
