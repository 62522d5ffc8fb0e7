// What goes over the network: this origin only, nothing stored, nothing said about where it comes from.
import { readChallenge, type Challenge } from './challenge';
import type { Facts } from './facts';

const longestAnswer = 120_000;

// For a POST, fetch's own mode is needed: with "same-origin" and no referrer the Origin would be "null".
const quiet: RequestInit = {
  credentials: 'omit', cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer',
};

export interface Page {
  ok: boolean;
  later: boolean;  // the same report may do better in a minute
  html: string;
}

async function request<T>(address: string, more: RequestInit, read: (response: Response) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), longestAnswer);
  try {
    return await read(await fetch(address, { ...quiet, ...more, signal: controller.signal }));
  } finally {
    clearTimeout(timer);
  }
}

async function json(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error('no answer');
  return response.json();
}

async function html(response: Response): Promise<Page> {
  if (!(response.headers.get('Content-Type') ?? '').startsWith('text/html')) throw new Error('no page');
  const later = response.status >= 500 || response.status === 429 || response.status === 408;
  return { ok: response.ok, later, html: await response.text() };
}

// All throw when there is no such answer.

export async function getFacts(language: string): Promise<Facts> {
  const said = await request(`/${language}/script.json`, {}, json);
  return { ...(said as Omit<Facts, 'language'>), language };
}

export async function getChallenge(): Promise<Challenge> {
  const challenge = readChallenge(await request('/work', {}, json));
  if (!challenge) throw new Error('no challenge');
  return challenge;
}

export function getPage(address: string): Promise<Page> {
  return request(address, {}, html);
}

// The server's page may have any status.
export function postForm(address: string, body: string): Promise<Page> {
  return request(address, {
    method: 'POST', body, headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  }, html);
}
