// A client of the MCP TypeScript SDK. Each line of its input is a step: "auth", or "auth CODE" with the code that a login
// brought. Each is answered by a line of JSON that says what the SDK made of it and what it keeps now.
import { createInterface } from 'node:readline';
import { auth } from '@modelcontextprotocol/sdk/client/auth.js';

const [serverUrl, callback] = process.argv.slice(2);
const kept = {};
const provider = {
  redirectUrl: callback,
  clientMetadata: {
    client_name: 'MCP client',
    redirect_uris: [callback],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  },
  clientInformation: () => kept.client,
  saveClientInformation: (client) => { kept.client = client; },
  tokens: () => kept.tokens,
  saveTokens: (tokens) => { kept.tokens = tokens; },
  codeVerifier: () => kept.verifier,
  saveCodeVerifier: (verifier) => { kept.verifier = verifier; },
  redirectToAuthorization: (url) => { kept.url = url; },
  invalidateCredentials: () => { delete kept.tokens; },
};

async function step(authorizationCode) {
  try {
    return { result: await auth(provider, { serverUrl, authorizationCode }), ...kept };
  } catch (error) {
    return { result: error.name, message: error.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await step(line.split(' ')[1])));
}
