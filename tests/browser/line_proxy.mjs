// A wire between browser and server that can be cut, and that sees what an observer of the line sees: the sizes of TLS
// records (RFC 8446, section 5.1).
import { once } from 'node:events';
import net from 'node:net';

const header = 5;
const applicationData = 23;
// The type of what is inside and the tag of the cipher.
const overhead = 17;

// Calls `record` with the size of each encrypted record that the chunks hold.
function recordReader(record) {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= header && rest.length >= header + rest.readUInt16BE(3)) {
      const size = rest.readUInt16BE(3);
      if (rest[0] === applicationData) record(size);
      rest = rest.subarray(header + size);
    }
  };
}

export class LineProxy {
  static async to(port) {
    const proxy = new LineProxy();
    proxy.target = port;
    proxy.sockets = new Set();
    // { sent, received, records: [...sizes, negative when received] } for each request and its answer, in bytes
    // without the overhead of records.
    proxy.exchanges = [];
    proxy.server = net.createServer((browser) => proxy.join(browser));
    await proxy.mend();
    proxy.url = `https://localhost:${proxy.port}`;
    return proxy;
  }

  join(browser) {
    const server = net.connect(this.target, '127.0.0.1');
    for (const socket of [browser, server]) {
      this.sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => { this.sockets.delete(socket); browser.destroy(); server.destroy(); });
    }
    this.watch(browser, server);
    browser.pipe(server);
    server.pipe(browser);
  }

  // The handshake's own encrypted records are no exchange: all of the server's before the browser's first, and that one.
  watch(browser, server) {
    let current = null;
    let finished = false;
    browser.on('data', recordReader((size) => {
      if (!finished) { finished = true; return; }
      if (!current || current.received > 0) this.exchanges.push(current = { sent: 0, received: 0, records: [] });
      current.sent += size - overhead;
      current.records.push(size);
    }));
    server.on('data', recordReader((size) => {
      if (!current) return;
      current.received += size - overhead;
      current.records.push(-size);
    }));
  }

  async cut() {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  async mend() {
    this.server.listen(this.port ?? 0, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = this.server.address().port;
  }

  close() {
    return this.cut();
  }
}
