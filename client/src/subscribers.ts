/** The view MMU Notifier Subscribers: what the server tells of the tree's subscribers. A click opens the place. */
import { commands, EventEmitter, type ExtensionContext, Range, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { METHODS, type SubscriberPlace, type SubscribersParams, type SubscribersResult } from '../../server/src/lsp/protocol.ts';

interface Node {
  readonly item: TreeItem;
  readonly children: readonly Node[];
}

export function registerSubscribers(context: ExtensionContext, client: LanguageClient): void {
  const changed = new EventEmitter<void>();
  let refresh = false;
  const view = window.createTreeView('mnlens.subscribers', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: ({ item }: Node) => item,
      getChildren: (node?: Node) => (node ? [...node.children] : roots()),
    },
    showCollapseAll: true,
  });
  context.subscriptions.push(
    changed,
    view,
    commands.registerCommand('mnlens.refreshSubscribers', () => {
      refresh = true;
      changed.fire();
    }),
  );

  async function roots(): Promise<Node[]> {
    await client.start();
    const document = window.activeTextEditor?.document;
    const params: SubscribersParams = {
      ...(document?.uri.scheme === 'file' ? { uri: client.code2ProtocolConverter.asUri(document.uri) } : {}),
      ...(refresh ? { refresh } : {}),
    };
    refresh = false;
    const { tables, registrations } = await client.sendRequest<SubscribersResult>(METHODS.subscribers, params);
    return tables.map((table) => {
      const callbacks = table.callbacks.map((callback) => {
        const events = callback.events.map(({ event, does }) => leaf(event, does, callback, 'symbol-enum-member'));
        return branch(callback.member, callback.facts.join(' · '), callback, 'symbol-method', events);
      });
      const own = registrations.filter(({ uri }) => uri === table.uri).map((place) => leaf(place.text, '', place, 'plug'));
      return branch(table.name, `${fileName(table.uri)}, ${table.kind}`, table, 'broadcast', [...callbacks, ...own]);
    });
  }
}

function branch(label: string, description: string, place: SubscriberPlace, icon: string, children: readonly Node[]): Node {
  const node = leaf(label, description, place, icon);
  node.item.collapsibleState = children.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None;
  return { ...node, children };
}

function leaf(label: string, description: string, { uri, position }: SubscriberPlace, icon: string): Node {
  const item = new TreeItem(label);
  item.description = description;
  item.tooltip = description === '' ? label : `${label}: ${description}`;
  item.iconPath = new ThemeIcon(icon);
  const selection = new Range(position.line, position.character, position.line, position.character);
  item.command = { command: 'vscode.open', title: 'Open', arguments: [Uri.parse(uri, true), { selection }] };
  return { item, children: [] };
}

function fileName(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}
