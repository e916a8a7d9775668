import {
  DeleteQueryNode,
  InsertQueryNode,
  MergeQueryNode,
  RawNode,
  SelectQueryNode,
  UpdateQueryNode,
  type KyselyPlugin,
  type OperationNode,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryResult,
  type RootOperationNode,
  type UnknownRow,
} from 'kysely';

const WRITING =
  /\b(insert\s+into|update\s+(only\s+)?[\w".]+\s+(as\s+\w+\s+|\w+\s+)?set|delete\s+from|merge\s+into|truncate)\b/i;

/** Sees every statement of a transaction, and remembers whether one wrote anything. */
export class WriteWatch implements KyselyPlugin {
  /** the first statement that wrote, as far as it can be named; null = nothing was written */
  wrote: string | null = null;
  private readonly writes = new WeakMap<object, string>();

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    const write = writeOf(node);
    if (write !== null) this.writes.set(queryId, write);
    return node;
  }

  /** A statement that met no row wrote nothing. The server counts rows only of the outermost statement. */
  transformResult({
    result,
    queryId,
  }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    const named = this.writes.get(queryId);
    const { numAffectedRows: rows } = result;
    if (rows === undefined ? named !== undefined : rows > 0n) this.wrote ??= named ?? 'a statement';
    return Promise.resolve(result);
  }
}

/** What a statement writes to, common table expressions included; null when it only reads. */
function writeOf(node: OperationNode): string | null {
  if (InsertQueryNode.is(node)) return `insert into ${nameOf(node.into)}`;
  if (UpdateQueryNode.is(node)) return `update ${nameOf(node.table)}`;
  if (DeleteQueryNode.is(node)) return `delete from ${node.from.froms.map(nameOf).join(', ')}`;
  if (MergeQueryNode.is(node)) return `merge into ${nameOf(node.into)}`;
  if (RawNode.is(node)) {
    const text = node.sqlFragments.join(' ? ');
    return WRITING.test(text) ? text.trim().slice(0, 60) : null;
  }
  if (!SelectQueryNode.is(node)) return null;
  for (const { expression } of node.with?.expressions ?? []) {
    const write = writeOf(expression);
    if (write !== null) return write;
  }
  return null;
}

function nameOf(node: OperationNode | undefined): string {
  const table = node as { table?: { identifier?: { name?: string } } } | undefined;
  return table?.table?.identifier?.name ?? 'a table';
}
