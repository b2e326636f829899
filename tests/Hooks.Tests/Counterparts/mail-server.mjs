// A mail server on a free port of this machine. Prints the port, then a line of JSON for every mail that it takes.
import { readFileSync } from 'node:fs';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

const [key, cert, manner] = process.argv.slice(2);
const refusal = (responseCode, message) => Object.assign(new Error(message), { responseCode });

const server = new SMTPServer({
  key: readFileSync(key),
  cert: readFileSync(cert),
  authOptional: manner !== 'guarded',
  disabledCommands: manner === 'plain' ? ['AUTH', 'STARTTLS'] : manner === 'guarded' ? [] : ['AUTH'],
  onAuth({ username, password }, session, callback) {
    if (username !== 'clerk' || password !== 'right') return callback(refusal(535, 'Wrong user or password'));
    callback(null, { user: username });
  },
  onRcptTo({ address }, session, callback) {
    if (address.startsWith('unknown')) return callback(refusal(550, 'No such mailbox'));
    if (address.startsWith('later')) return callback(refusal(451, 'Try again later'));
    callback();
  },
  async onData(stream, session, callback) {
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    const mail = await PostalMime.parse(Buffer.concat(chunks));
    console.log(JSON.stringify({
      secure: session.secure,
      user: session.user ?? null,
      recipients: session.envelope.rcptTo.map(({ address }) => address),
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      from: mail.from,
      to: mail.to,
      attachments: mail.attachments.length,
      headers: Object.fromEntries(mail.headers.map(({ key: name, value }) => [name, value])),
    }));
    if (mail.to[0].address.startsWith('silent')) return server.connections.forEach((connection) => connection.close());
    callback();
  },
});
// A client that breaks off is no fault of the server.
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => console.log(server.server.address().port));
