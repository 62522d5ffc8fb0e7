// Passkeys of staff: a form asks the browser for one, writes the answer into its hidden inputs and is then sent like
// any other form. What the page holds:
//
//   <form method="post" action="…" data-passkey="create" data-options="{…}" data-failed="…">
//     <p data-passkey-scripts>Passkeys need scripts. …</p>
//     <input type="hidden" name="client_data"> …
//     <button disabled>…</button>
//   </form>
//
// data-passkey          "create" makes a passkey, "get" uses one
// data-options          JSON of access::creation_options or access::request_options, escaped
// data-failed           said when the person turned back, took too long, or nothing fits
// data-known            for "create", and optional: said instead when this device holds a passkey of the person already
// data-passkey-scripts  what those without scripts read; taken away here
// button[disabled]      every button of the form that is disabled is given free here, so that without scripts nothing
//                       that has no passkey is sent
//
// The hidden inputs, each base 64 of RFC 4648, section 5, without padding:
//   create   id, client_data, attestation
//   get      id, client_data, authenticator_data, signature, user_handle (empty when the authenticator gives none)
// Only those that the form has are filled in. The message stands in an element of role alert that is put first into
// the form; class "error".
import { element } from './dom';
import { creationOptions, requestOptions, textOf } from './passkey_options';
import type { CreationJson, RequestJson } from './passkey_options';

type Fields = Record<string, string>;

async function create(options: CreationJson): Promise<Fields> {
  const made = await navigator.credentials.create({ publicKey: creationOptions(options) }) as PublicKeyCredential;
  const answer = made.response as AuthenticatorAttestationResponse;
  return {
    id: textOf(made.rawId),
    client_data: textOf(answer.clientDataJSON),
    attestation: textOf(answer.attestationObject),
  };
}

async function get(options: RequestJson): Promise<Fields> {
  const used = await navigator.credentials.get({ publicKey: requestOptions(options) }) as PublicKeyCredential;
  const answer = used.response as AuthenticatorAssertionResponse;
  return {
    id: textOf(used.rawId),
    client_data: textOf(answer.clientDataJSON),
    authenticator_data: textOf(answer.authenticatorData),
    signature: textOf(answer.signature),
    user_handle: answer.userHandle ? textOf(answer.userHandle) : '',
  };
}

function ask(form: HTMLFormElement): Promise<Fields> {
  const options: unknown = JSON.parse(form.dataset['options'] ?? '');
  return form.dataset['passkey'] === 'create' ? create(options as CreationJson) : get(options as RequestJson);
}

function message(form: HTMLFormElement, error: unknown): string {
  const known = error instanceof DOMException && error.name === 'InvalidStateError' && form.dataset['known'];
  return known || (form.dataset['failed'] ?? '');
}

function fill(form: HTMLFormElement, fields: Fields): void {
  for (const [name, value] of Object.entries(fields)) {
    const input = form.querySelector<HTMLInputElement>(`input[type=hidden][name=${name}]`);
    if (input) input.value = value;
  }
}

function serve(form: HTMLFormElement): void {
  const alert = element('div', { role: 'alert' });
  form.prepend(alert);
  for (const hint of form.querySelectorAll('[data-passkey-scripts]')) hint.remove();
  for (const button of form.querySelectorAll<HTMLButtonElement>('button[disabled]')) button.disabled = false;

  let asking = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (asking) return;
    asking = true;
    alert.textContent = '';
    ask(form).then((fields) => {
      fill(form, fields);
      form.submit();  // `asking` stays: a second answer to the same challenge would be refused
    }).catch((error: unknown) => {
      alert.append(element('p', { class: 'error' }, message(form, error)));
      asking = false;
    });
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) serve(form);

// A page that Back brings back holds a challenge that was used.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
