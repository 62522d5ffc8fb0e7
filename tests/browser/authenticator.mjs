// Chromium's virtual authenticator: makes and uses passkeys without a person.

// For `page` from now on, until it is closed.
export async function addAuthenticator(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const call = (method, more = {}) => cdp.send(`WebAuthn.${method}`, { authenticatorId, ...more });
  return {
    // Its passkeys, to be carried to the authenticator of another page: a browser's contexts share none.
    passkeys: async () => (await call('getCredentials')).credentials,
    add: (passkey) => call('addCredential', { credential: passkey }),
    // Whether its user is verified: a wrong PIN or finger when not.
    verifies: (isUserVerified) => call('setUserVerified', { isUserVerified }),
    forget: () => call('clearCredentials'),
  };
}
