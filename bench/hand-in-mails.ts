import { connect, type Socket } from 'node:net';
import type { BenchMail } from './make-mails.ts';

/** Hands mails in by SMTP, over so many connections at once, shared out over the ports. Resolves when all are acknowledged. */
export async function handInMails(
  ports: readonly number[],
  mailbox: string,
  mails: readonly BenchMail[],
  connections: number,
): Promise<void> {
  const queue = [...mails];
  await Promise.all(
    Array.from({ length: connections }, async (_none, index) => {
      const speak = await greet(ports[index % ports.length]!);
      for (let mail = queue.shift(); mail; mail = queue.shift()) {
        await speak(`MAIL FROM:<${mail.emailAddress}>`);
        await speak(`RCPT TO:<${mailbox}>`);
        await speak('DATA');
        await speak(Buffer.concat([mail.raw, Buffer.from('\r\n.')]));
      }
      await speak('QUIT');
    }),
  );
}

type Speak = (said: string | Buffer) => Promise<void>;

async function greet(port: number): Promise<Speak> {
  const socket = connect(port, '127.0.0.1');
  const answer = createAnswers(socket);
  await answer();
  const speak: Speak = async (said) => {
    const heard = answer();
    // In one write: the second of two would wait for the first to be acknowledged, which takes 40 ms.
    socket.write(Buffer.concat([Buffer.from(said), Buffer.from('\r\n')]));
    await heard;
  };
  await speak('EHLO bench.example.com');
  return speak;
}

/** One answer for each thing said; the last line of one has a blank after its code. */
function createAnswers(socket: Socket): () => Promise<void> {
  let text = '';
  let heard: { resolve(): void; reject(error: Error): void } | undefined;
  const waiting: string[] = [];
  const tell = () => {
    const answer = heard && waiting.shift();
    if (answer === undefined) return;
    const { resolve, reject } = heard!;
    heard = undefined;
    if (/^[23]/.test(answer)) resolve();
    else reject(new Error(`the listener said: ${answer}`));
  };
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    for (let end = text.indexOf('\r\n'); end !== -1; end = text.indexOf('\r\n')) {
      const line = text.slice(0, end);
      text = text.slice(end + 2);
      if (line[3] === ' ') waiting.push(line);
    }
    tell();
  });
  socket.on('error', (error) => heard?.reject(error));
  socket.on('close', () => heard?.reject(new Error('the listener closed')));
  return () =>
    new Promise((resolve, reject) => {
      heard = { resolve, reject };
      tell();
    });
}
