/**
 * Runs of a file's functions that rules look at, and of which other functions ask what happens in them: as subscribers, with states
 * joined at once, and for what becomes of page-table entries. Each is made once, and played to all who ask.
 */
import { simulate, type SimulationResult } from '../simulator/machine.ts';
import type { Observation, Observer } from '../simulator/observation.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { World } from '../syntax/world.ts';
import { pieceKey } from './index-file.ts';
import type { FileMemory } from './memory.ts';
import { FileProgram } from './program.ts';
import type { Recording, Told } from './recall.ts';
import { lockedEntriesKey } from './signature.ts';

type RecordedMode = 'large-subscriber' | 'entries';

/**
 * Plays the run of `piece` in `world` to `observe`.
 * @param ran is told which functions were looked into
 * @returns `undefined` for text that can't be understood
 */
export function play(mode: RecordedMode, piece: FunctionPiece, world: World, memory: FileMemory, ran: Set<FunctionPiece>, observe: Observer): SimulationResult | undefined {
  const recording = memory.recordings.get(`${mode} ${pieceKey(piece)} ${lockedEntriesKey(piece.name, memory)}`, world, ran, (looked, asked): Recording | undefined => {
    const program = new FileProgram(memory, asked, looked);
    const routine = program.routineOf(piece);
    const observations: Told[] = [];
    const record = ({ program: from, ...told }: Observation): void => { observations.push({ ...told, ...(from === program ? {} : { program: from }) }); };
    return routine && { result: simulate(program, routine, record, mode), observations };
  });
  const program = new FileProgram(memory, world, ran);
  // What was left out of it when it was recorded is put in again.
  for (const told of recording?.observations ?? []) observe({ program, ...told } as Observation);
  return recording?.result;
}
