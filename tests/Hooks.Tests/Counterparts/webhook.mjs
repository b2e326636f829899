// What a receiver does with an event, given as JSON on the command line: prints the signature that it expects, then what it makes of the one that came.
import { Webhook } from 'standardwebhooks';

const { secret, headers, body } = JSON.parse(process.argv[2]);
const webhook = new Webhook(secret);
console.log(webhook.sign(headers['webhook-id'], new Date(Number(headers['webhook-timestamp']) * 1000), body));
try {
  webhook.verify(body, headers);
  console.log('verified');
} catch (problem) {
  console.log(problem.message);
}
