// Options of passkeys between the server's JSON and the browser's buffers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { bytesOf, creationOptions, requestOptions, textOf } = await load('passkey_options');

test('bytes keep their value, with the symbols for addresses and without padding', () => {
  assert.deepEqual([...bytesOf('-_8')], [0xfb, 0xff]);
  assert.equal(textOf(Uint8Array.of(0xfb, 0xff).buffer), '-_8');
  for (let size = 0; size < 70; ++size) {
    const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 37 + size) % 256);
    assert.equal(textOf(bytes.buffer), Buffer.from(bytes).toString('base64url'));
    assert.deepEqual(bytesOf(textOf(bytes.buffer)), bytes);
  }
});

test('what is asked for stays, and what is bytes becomes bytes', () => {
  const asked = {
    rp: { id: 'city.example', name: 'City' },
    user: { id: 'AQID', name: 'Ana', displayName: 'Ana' },
    challenge: 'BAUG',
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    timeout: 300000,
    excludeCredentials: [{ type: 'public-key', id: 'Bw' }],
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    attestation: 'none',
  };
  assert.deepEqual(creationOptions(asked), {
    ...asked,
    user: { ...asked.user, id: Uint8Array.of(1, 2, 3) },
    challenge: Uint8Array.of(4, 5, 6),
    excludeCredentials: [{ type: 'public-key', id: Uint8Array.of(7) }],
  });
  const used = { challenge: 'BAUG', rpId: 'city.example', timeout: 1, userVerification: 'required', allowCredentials: [] };
  assert.deepEqual(requestOptions(used), { ...used, challenge: Uint8Array.of(4, 5, 6) });
});
