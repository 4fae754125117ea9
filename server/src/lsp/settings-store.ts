/** The settings of each document, asked from the client once and again when they change (per folder, as the client resolves them). */
import type { Connection } from 'vscode-languageserver';
import { GENERATIONS } from '../kernel/generations/index.ts';
import { RULES } from '../lens.ts';
import { DEFAULT_SETTINGS, readSettings, type Settings } from '../host/settings.ts';
import { background } from './background.ts';
import type { Client } from './client.ts';
import { warn } from './warn.ts';

const KNOWN = { rules: RULES.map(({ id }) => id), generations: GENERATIONS.map(({ release }) => release) };

export class SettingsStore {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #byDocument = new Map<string, Promise<Settings>>();
  readonly #complained = new Set<string>();
  /** From a client that sends settings instead of being asked. */
  #sent: unknown;

  /** @param initial `initializationOptions`, for a client that cannot be asked and has not sent settings yet */
  constructor(connection: Connection, client: Client, initial: unknown) {
    this.#connection = connection;
    this.#client = client;
    this.#sent = initial;
  }

  /** @param uri of a document or folder */
  of(uri: string): Promise<Settings> {
    if (!this.#client.configuration) return Promise.resolve(this.#read(sectionOf(this.#sent)));
    let settings = this.#byDocument.get(uri);
    if (!settings) {
      settings = this.#ask(uri);
      this.#byDocument.set(uri, settings);
    }
    return settings;
  }

  forget(uri: string): void {
    this.#byDocument.delete(uri);
  }

  /** Everything is asked for again. @param sent the `settings` of the notification */
  changed(sent: unknown): void {
    this.#byDocument.clear();
    this.#complained.clear();
    this.#sent = sent;
  }

  async #ask(uri: string): Promise<Settings> {
    try {
      return this.#read(await this.#connection.workspace.getConfiguration({ scopeUri: uri, section: 'mnlens' }));
    } catch (error) {
      this.#connection.console.warn(
        `The client gave no settings, the defaults are used: ${error instanceof Error ? error.message : String(error)}`,
      );
      return DEFAULT_SETTINGS;
    }
  }

  /** Each mistake is told once, in the log and to the person. */
  #read(value: unknown): Settings {
    const { settings, problems } = readSettings(value, KNOWN);
    const news = problems.filter((problem) => !this.#complained.has(problem));
    for (const problem of news) {
      this.#complained.add(problem);
      this.#connection.console.warn(problem);
    }
    if (news.length > 0) background(this.#connection.console, 'A warning', warn(this.#connection, news.join('; ')));
    return settings;
  }
}

/** Some clients send `{ mnlens: { … } }`, some what is inside. */
function sectionOf(sent: unknown): unknown {
  return typeof sent === 'object' && sent !== null && 'mnlens' in sent ? sent.mnlens : sent;
}
