// The options of a passkey's making or use, as the server's JSON has them (WebAuthn level 3,
// PublicKeyCredentialCreationOptionsJSON and PublicKeyCredentialRequestOptionsJSON) and as browsers take them: bytes
// are base 64 of RFC 4648, section 5, without padding, in the one, and buffers in the other. Browsers learned to
// translate by themselves only in 2023 and later.

interface Named { readonly type: 'public-key'; readonly id: string }

export interface CreationJson extends Omit<PublicKeyCredentialCreationOptions, 'challenge' | 'user' | 'excludeCredentials'> {
  readonly challenge: string;
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly excludeCredentials: readonly Named[];
}

export interface RequestJson extends Omit<PublicKeyCredentialRequestOptions, 'challenge' | 'allowCredentials'> {
  readonly challenge: string;
  readonly allowCredentials: readonly Named[];
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const symbols = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(symbols, (symbol) => symbol.charCodeAt(0));
}

export function textOf(buffer: ArrayBuffer): string {
  const symbols = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(symbols).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

const named = ({ type, id }: Named): PublicKeyCredentialDescriptor => ({ type, id: bytesOf(id) });

export function creationOptions(json: CreationJson): PublicKeyCredentialCreationOptions {
  return {
    ...json,
    challenge: bytesOf(json.challenge),
    user: { ...json.user, id: bytesOf(json.user.id) },
    excludeCredentials: json.excludeCredentials.map(named),
  };
}

export function requestOptions(json: RequestJson): PublicKeyCredentialRequestOptions {
  return { ...json, challenge: bytesOf(json.challenge), allowCredentials: json.allowCredentials.map(named) };
}
