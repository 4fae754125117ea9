/** The command line: what there is to type. */
import { Command, CommanderError } from 'commander';
import { complain } from './messages.ts';
import { EXIT_CLEAN, EXIT_FAILURE, Failure } from './failure.ts';
import type { RawMigrateOptions } from './migrate-options.ts';
import type { RawCompareOptions } from './compare.ts';
import type { RawOptions } from './options.ts';
import type { RawSimulateOptions } from './simulate.ts';
import type { RawSubscribersOptions } from './subscribers.ts';
import { TOOL } from '../host/tool.ts';

const EXIT_HELP = `
Exit status:
  0  nothing at warning or above
  1  something at warning or above
  2  could not do what was asked (one line on stderr says why)`;

const MIGRATE_HELP = `
Without --diff or --write it only tells what it would do.

Exit status:
  0  everything has its counterpart in the API asked for
  1  something has none: it is listed with file and line, and nothing is written without --force
  2  could not do what was asked (one line on stderr says why)`;

const SIMULATE_HELP = `
Exit status:
  0  nothing goes wrong on this path, as far as can be seen
  1  something does
  2  could not do what was asked (one line on stderr says why)`;

/** Options that may be repeated. */
function gather(one: string, before: readonly string[] = []): readonly string[] {
  return [...before, one];
}

/** Run one command line. @returns the exit status; never throws. */
export async function run(argv: readonly string[]): Promise<number> {
  let status = EXIT_CLEAN;
  const program = new Command('mnlens')
    .description('MMU Notifier Lens: finds misuse of the mmu_notifier API in Linux kernel C code.')
    .version(TOOL.version)
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({ outputError: (text, write) => write(`mnlens: ${text.replace(/^error: /, '').trimEnd()}\n`) })
    .allowExcessArguments()
    .action(() => {
      const [unknown] = program.args;
      program.error(
        `${unknown === undefined ? 'a command is needed' : `unknown command ${unknown}`}: check, simulate, migrate, compare, subscribers, explain, lsp or rules (mnlens --help tells more)`,
      );
    });

  program
    .command('check')
    .description('check files, folders or a whole kernel')
    .argument('<path...>', 'C files, and folders to look for them in')
    .option('--tree <dir>', 'the kernel tree whose API counts (default: searched upwards from each file)')
    .option('--format <format>', 'text, json or github', 'text')
    .option('--rule <id>', 'only this rule (may be repeated)', gather)
    .option('--min-severity <severity>', 'error, warning, info or hint', 'hint')
    .option('--fix', 'write the preferred fix of each finding that has one')
    .addHelpText('after', EXIT_HELP)
    .action(async (paths: readonly string[], raw: RawOptions) => {
      const [{ check }, { checkOptions }] = await Promise.all([import('./check.ts'), import('./options.ts')]);
      status = await check(checkOptions(paths, raw));
    });

  program
    .command('migrate')
    .description('convert code from one generation of the API to another')
    .argument('<path...>', 'C files, and folders to look for them in')
    .requiredOption('--to <release>', 'the API to convert to: that of a release (5.0, 6.12), or `tree` for that of the file\'s own tree')
    .option('--from <release>', 'the API that the code was written for (default: the tree\'s); each call\'s own form counts first')
    .option('--tree <dir>', 'the kernel tree that the files belong to (default: searched upwards from each file)')
    .option('--events <choice>', 'for calls without an event: safe (MMU_NOTIFY_UNMAP) or inferred (from what the code does)', 'safe')
    .option('--diff', 'print a patch for `git apply`')
    .option('--write', 'write the files')
    .option('--header', 'convert include/linux/mmu_notifier.h itself, too')
    .option('--force', 'write even though something is lost')
    .addHelpText('after', MIGRATE_HELP)
    .action(async (paths: readonly string[], raw: RawMigrateOptions) => {
      const [{ migrate }, { migrateOptions }] = await Promise.all([import('./migrate.ts'), import('./migrate-options.ts')]);
      status = await migrate(migrateOptions(paths, raw));
    });

  program
    .command('subscribers')
    .description('list what subscribes to notifiers, and what each callback does')
    .argument('[path...]', 'C files, and folders to look for them in (default: the tree, or this folder)')
    .option('--tree <dir>', 'the kernel tree whose API counts (default: searched upwards from each file)')
    .option('--format <format>', 'table or json', 'table')
    .action(async (paths: readonly string[], raw: RawSubscribersOptions) => {
      status = await (await import('./subscribers.ts')).listSubscribers(paths, raw);
    });

  program
    .command('compare')
    .description('compare the event kinds that a call could send: what the code says of each, and what subscribers do with it')
    .argument('<file:line>', 'where a range is initialised')
    .option('--tree <dir>', 'the kernel tree that is meant (default: searched upwards from the file)')
    .option('--format <format>', 'table or json', 'table')
    .action(async (target: string, raw: RawCompareOptions) => {
      status = await (await import('./compare.ts')).compareEvents(target, raw);
    });

  program
    .command('simulate')
    .description('run one path of a function, with what subscribers and their devices do meanwhile')
    .argument('<file:function>', 'a function, or FILE:LINE for the one around a line')
    .option('--tree <dir>', 'the kernel tree whose API counts (default: searched upwards from the file)')
    .option('--event <kind>', 'send this kind, whatever is written (CLEAR, MMU_NOTIFY_CLEAR)')
    .option('--nonblock', 'for a callback: it may not sleep')
    .option('--assume <expr=way>', 'a condition, as written in the source, and the way it goes (may be repeated)', gather)
    .option('--subscriber <id>', 'who takes part: list, interval, tlb (default: all three), or an ops table of the tree (may be repeated)', gather)
    .option('--finding <rule>', 'the path of the next finding of this rule')
    .option('--kinds', 'the same path with each event kind')
    .option('--race <function>', 'all interleavings with this function of the file; `reader` and `invalidation` are models')
    .option('--format <format>', 'text, json or mermaid', 'text')
    .addHelpText('after', SIMULATE_HELP)
    .action(async (target: string, raw: RawSimulateOptions) => {
      status = await (await import('./simulate.ts')).simulate(target, raw);
    });

  program
    .command('lsp')
    .description('the language server, for editors')
    .requiredOption('--stdio', 'talk over standard input and output')
    .action(async () => void (await import('../lsp/main.ts')));

  program
    .command('rules')
    .description('list the rules')
    .action(async () => (await import('./rules.ts')).listRules());

  program
    .command('explain')
    .description('tell what a rule looks for, or what an event kind says')
    .argument('<name>', 'a rule, or an event kind (CLEAR, MMU_NOTIFY_CLEAR)')
    .action(async (name: string) => (await import('./explain.ts')).explain(name));

  try {
    await program.parseAsync(argv);
    return status;
  } catch (error) {
    // Commander has already written its line.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CLEAN : EXIT_FAILURE;
    if (error instanceof Failure) complain(error.message);
    else
      complain(`internal error: ${error instanceof Error ? (error.stack ?? error.message).replaceAll(/\s*\n\s*/g, ' ') : String(error)}`);
    return EXIT_FAILURE;
  }
}
