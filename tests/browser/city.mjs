// A demonstration city in a temporary folder, run with the real programs, and the neutral site that people leave to.
import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { request } from 'playwright-core';
import { solve } from './work.mjs';

export const root = path.resolve(import.meta.dirname, '../..');
export const output = path.join(root, 'tests/output');
const programs = path.join(process.env.TELLSAFE_BUILD ?? path.join(root, 'build/dev'), 'service/app');

export const languages = ['en', 'es', 'ht', 'pl', 'pt-BR', 'ru', 'uk', 'bn', 'hi', 'ar', 'ur', 'fr', 'zh-Hans'];
// One of each script and direction, and the two that most people here read.
export const someLanguages = ['en', 'es', 'ar', 'zh-Hans'];

const settings = {
  office: 'Riverbend Human Rights Commission',
  contact: 'rights@riverbend.example',
  url: 'https://report.riverbend.example',
  onion: `http://${'riverbend'.repeat(6)}ad.onion`,
  shortest_seconds: 0,
};

export class City {
  // `intake`: entries of [intake] in the configuration; `staff`: those of [staff] besides its url and port, for a city
  // with a reading room.
  static async start({ intake = {}, staff, city: names = languages } = {}) {
    const city = new City();
    city.home = mkdtempSync(path.join(tmpdir(), 'tellsafe-browser-'));
    city.folder = path.join(city.home, 'city');
    city.file = path.join(city.folder, 'tellsafe.toml');
    city.passphrase = path.join(city.home, 'passphrase');
    writeFileSync(city.passphrase, 'correct horse battery staple\n');
    city.tellsafe('init', city.folder, '--city', 'City of Riverbend', '--leave-url', 'https://weather.example/',
      '--areas', path.join(root, 'deploy/demo/areas.json'), '--support', path.join(root, 'deploy/demo/support.json'),
      '--languages', names.join(), '--demo', '--passphrase-file', city.passphrase);
    await city.openNeutralSite();
    city.configure({ ...settings, ...intake, leave_url: city.neutral, port: 0 });
    if (staff) await city.openReadingRoom(staff);
    await city.serve();
    return city;
  }

  async openReadingRoom(entries) {
    const probe = createServer();
    await new Promise((resolve) => { probe.listen(0, 'localhost', resolve); });
    const { port } = probe.address();
    await new Promise((resolve) => { probe.close(resolve); });
    this.staff = `https://localhost:${port}`;
    const lines = Object.entries({ url: this.staff, port, ...entries }).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
    const text = readFileSync(this.file, 'utf8');
    assert.match(text, /^\[staff\]$/m);
    writeFileSync(this.file, text.replace(/^\[staff\]$/m, () => ['[staff]', ...lines].join('\n')));
  }

  // The one-time link for a new person.
  invite(role, name, { organization = 'Riverbend Schools', expires = '2099-12-31' } = {}) {
    const said = this.tellsafe('staff', 'invite', '--role', role, '--name', name, '--organization', organization,
      '--expires', expires, '--no-qr', '--config', this.file);
    return said.match(/https:\/\/\S+/)[0];
  }

  // The audit log, oldest first, as "who did what".
  audit() {
    return this.tellsafe('audit', 'show', '--config', this.file).trimEnd().split('\n');
  }

  async serve() {
    this.server = spawn(path.join(programs, 'tellsafed'), ['--config', this.file], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.ended = new Promise((resolve) => { this.server.once('exit', resolve); });
    let log = '';
    this.server.stderr.on('data', (data) => { log += data; });
    for await (const line of createInterface({ input: this.server.stdout })) {
      const ready = line.match(/^listening https:\/\/.*:(\d+)$/);
      if (!ready) continue;
      this.port = Number(ready[1]);
      this.configure({ port: this.port });
      this.url = `https://localhost:${this.port}`;
      this.client = await request.newContext({ baseURL: this.url, ignoreHTTPSErrors: true });
      return;
    }
    throw new Error(`tellsafed is not ready:\n${log}`);
  }

  // The same certificate, another origin.
  async openNeutralSite() {
    const tls = (name) => readFileSync(path.join(this.folder, 'tls', name));
    this.neutralSite = createServer({ cert: tls('certificate.pem'), key: tls('private.key') }, (_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><html lang="en"><title>Weather</title><h1>Sunny</h1>');
    });
    await new Promise((resolve) => { this.neutralSite.listen(0, 'localhost', resolve); });
    this.neutral = `https://localhost:${this.neutralSite.address().port}/`;
  }

  configure(entries) {
    let text = readFileSync(this.file, 'utf8');
    for (const [name, value] of Object.entries(entries)) {
      const line = new RegExp(`^(# )?${name} = .*$`, 'm');
      assert.match(text, line);
      text = text.replace(line, () => `${name} = ${JSON.stringify(value)}`);
    }
    writeFileSync(this.file, text);
  }

  // The day that the city lives in, as '2025-03-31'.
  setDay(day) {
    writeFileSync(path.join(this.folder, 'clock'), `${day}\n`);
  }

  tellsafe(...args) {
    return execFileSync(path.join(programs, 'tellsafe'), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  // The same for what takes long: meanwhile the server's log is read, which would else stop it when the pipe is full.
  async tellsafeSlowly(...args) {
    return (await promisify(execFile)(path.join(programs, 'tellsafe'), args)).stdout;
  }

  // A report with work, as a program would send it; what came back.
  async send(fields, language = 'en') {
    const work = solve(await (await this.client.get('/work')).json());
    const answer = await this.client.post(`/${language}/report`, { form: { ...fields, work } });
    assert.equal(answer.status(), 200);
    return answer.text();
  }

  // Reports without work until there is no room for another.
  async useUpAllowance() {
    const form = await (await this.client.get('/en/report')).text();
    const token = form.match(/name="token"[^>]* value="([^"]+)"/)[1];
    const report = { reporter_role: 'rather_not_say', act_types: 'threat', bias_targets: 'age', token };
    let answer;
    do answer = await this.client.post('/en/report', { form: report }); while (answer.status() === 200);
    assert.equal(answer.status(), 429);
  }

  async stop() {
    await this.client?.dispose();
    this.neutralSite.closeAllConnections();
    this.neutralSite.close();
    this.server.kill('SIGTERM');
    const code = await this.ended;
    rmSync(this.home, { recursive: true, force: true });
    return code;
  }
}

export function labels(language) {
  return JSON.parse(readFileSync(path.join(root, `schema/labels/${language}.json`), 'utf8'));
}
