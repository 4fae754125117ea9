/** The entry of the language server in Node: the transport is named on the command line (`--stdio`, `--node-ipc`). */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './connect.ts';

serve(createConnection(ProposedFeatures.all));
