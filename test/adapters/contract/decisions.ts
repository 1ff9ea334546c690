import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, decide, type GivenAnswer, undo } from '../../../shared/domain/decision.ts';
import { contactSubject } from '../../../shared/domain/ids.ts';
import type { StoreUnderTest } from '../contact-store-contract.ts';
import { anotherOwner, asText, contactIdOf, fullGiven, hash, historyLength, second } from './values.ts';

const subject = contactSubject(contactIdOf('wiebke'));
const given = (answer: GivenAnswer['answer']): GivenAnswer => ({ answer });
const answerAt = (seconds: number, answer: GivenAnswer) =>
  ({ subject, given: answer, at: second(seconds), via: 'review' }) as const;
const undoAt = (seconds: number, entries: number) =>
  ({ subject, entries, at: second(seconds), via: 'command' }) as const;

export function decisionsContract(store: StoreUnderTest): void {
  describe('decisions', () => {
    it('has none at first, and nothing to take back', async () => {
      const ownerId = anotherOwner();
      expect(await store().readDecision(ownerId, subject)).toBeUndefined();
      expect(await store().readDecisions(ownerId)).toEqual([]);
      expect(await store().undoAnswer(ownerId, undoAt(1, 0))).toBeUndefined();
      expect(await store().readDecision(ownerId, subject)).toBeUndefined();
    });

    it('keeps the first word about a held file, beside the answers and not among them', async () => {
      const ownerId = anotherOwner();
      const word = { fileHash: hash('a'), at: second(1), via: 'review' } as const;
      expect(await store().readOverride(ownerId, hash('a'))).toBeUndefined();
      await store().recordOverride(ownerId, word);
      await store().recordOverride(ownerId, { ...word, at: second(2), via: 'command' });
      expect(asText(await store().readOverride(ownerId, hash('a')))).toBe(asText(word));
      expect(await store().readOverride(ownerId, hash('b'))).toBeUndefined();
      expect(await store().readOverride(anotherOwner(), hash('a'))).toBeUndefined();
      expect(await store().readDecisions(ownerId)).toEqual([]);
      const decision = await store().recordAnswer(ownerId, answerAt(3, given('keep')));
      expect(await store().readDecisions(ownerId)).toEqual([decision]);
    });

    it('keeps an answer with all that was added to it', async () => {
      const ownerId = anotherOwner();
      const expected: Decision = {
        subject,
        given: fullGiven,
        decidedAt: second(1),
        history: [{ at: second(1), via: 'review', given: fullGiven }],
      };
      expect(asText(await store().recordAnswer(ownerId, answerAt(1, fullGiven)))).toBe(asText(expected));
      expect(asText(await store().readDecision(ownerId, subject))).toBe(asText(expected));
    });

    it('adds one history entry for the same answer a hundred times at once', async () => {
      const ownerId = anotherOwner();
      const decisions = await Promise.all(
        Array.from({ length: 100 }, (_, i) => store().recordAnswer(ownerId, answerAt(i, given('keep')))),
      );
      expect(new Set(decisions.map(asText)).size).toBe(1);
      expect(historyLength(await store().readDecision(ownerId, subject))).toBe(1);
    });

    it('takes the same "later" again where it renews the one that stands, and once only', async () => {
      const ownerId = anotherOwner();
      const days = 14 * 86_400;
      const { decidedAt } = await store().recordAnswer(ownerId, answerAt(0, given('later')));
      expect(historyLength(await store().recordAnswer(ownerId, answerAt(days, given('later'))))).toBe(1);
      const renewal = { ...answerAt(days, given('later')), renews: decidedAt };
      const again = await store().recordAnswer(ownerId, renewal);
      expect(historyLength(again)).toBe(2);
      expect(again.decidedAt).toBe(second(days));
      expect(await store().recordAnswer(ownerId, renewal)).toEqual(again);
    });

    it('keeps with each entry which POST it came with, where that is known', async () => {
      const ownerId = anotherOwner();
      const by = (submit: string) => ({ submit });
      await store().recordAnswer(ownerId, { ...answerAt(1, given('keep')), ...by('one') });
      await store().recordAnswer(ownerId, { ...answerAt(2, given('keep')), ...by('two') });
      await store().recordAnswer(ownerId, { ...answerAt(3, given('remove')), ...by('three') });
      await store().recordAnswer(ownerId, answerAt(4, given('mute')));
      await store().undoAnswer(ownerId, { ...undoAt(5, 3), ...by('four') });
      const decision = await store().readDecision(ownerId, subject);
      expect(decision?.history.map(({ submit }) => submit)).toEqual(['one', 'three', undefined, 'four']);
    });

    it('keeps every different answer, also of those that come at once', async () => {
      const ownerId = anotherOwner();
      const notes = Array.from({ length: 20 }, (_, i) => ({ ...given('keep'), note: `${i}` }));
      await Promise.all(notes.map((note, i) => store().recordAnswer(ownerId, answerAt(i, note))));
      const decision = await store().readDecision(ownerId, subject);
      expect(new Set(decision?.history.map((entry) => entry.given?.note)).size).toBe(20);
      expect(decision?.given).toEqual(decision?.history.at(-1)?.given);
    });

    it('brings the answer before back into force, or none', async () => {
      const ownerId = anotherOwner();
      await store().recordAnswer(ownerId, answerAt(1, given('keep')));
      await store().recordAnswer(ownerId, answerAt(2, given('remove')));
      const once = await store().undoAnswer(ownerId, undoAt(3, 2));
      expect(once).toMatchObject({ given: given('keep'), decidedAt: second(1) });
      const twice = await store().undoAnswer(ownerId, undoAt(4, 3));
      expect(twice).toEqual(await store().readDecision(ownerId, subject));
      expect(twice).not.toHaveProperty('given');
      expect(historyLength(twice)).toBe(4);
      const again = await store().recordAnswer(ownerId, answerAt(5, given('keep')));
      expect(again.given).toEqual(given('keep'));
      expect(historyLength(again)).toBe(5);
    });

    it('takes back once more where no answer stands, for what took the last one back may be held', async () => {
      const ownerId = anotherOwner();
      await store().recordAnswer(ownerId, answerAt(1, given('keep')));
      await store().undoAnswer(ownerId, undoAt(2, 1));
      const presses = Array.from({ length: 10 }, () => store().undoAnswer(ownerId, undoAt(3, 2)));
      await Promise.all(presses);
      const decision = await store().readDecision(ownerId, subject);
      expect(decision).not.toHaveProperty('given');
      expect(decision?.history.map((entry) => entry.given?.answer)).toEqual(['keep', undefined, undefined]);
    });

    it('takes the same answer again that an undo brought back, where it renews that one', async () => {
      const ownerId = anotherOwner();
      await store().recordAnswer(ownerId, answerAt(1, given('remove')));
      await store().recordAnswer(ownerId, answerAt(2, given('keep')));
      await store().undoAnswer(ownerId, undoAt(3, 2));
      expect(historyLength(await store().recordAnswer(ownerId, answerAt(4, given('remove'))))).toBe(3);
      const again = { ...answerAt(5, given('remove')), renews: second(1) };
      expect(await store().recordAnswer(ownerId, again)).toMatchObject({ decidedAt: second(5) });
      expect(historyLength(await store().recordAnswer(ownerId, { ...again, at: second(6) }))).toBe(4);
    });

    it('undoes once when undo is pressed twice, one after the other or at once', async () => {
      const ownerId = anotherOwner();
      await store().recordAnswer(ownerId, answerAt(1, given('keep')));
      await store().recordAnswer(ownerId, answerAt(2, given('remove')));
      await Promise.all(Array.from({ length: 10 }, () => store().undoAnswer(ownerId, undoAt(3, 2))));
      await store().undoAnswer(ownerId, undoAt(4, 2));
      const decision = await store().readDecision(ownerId, subject);
      expect(decision?.given).toEqual(given('keep'));
      expect(historyLength(decision)).toBe(3);
    });

    it('keeps subjects and owners apart', async () => {
      const [one, other] = [anotherOwner(), anotherOwner()];
      const second_ = contactSubject(contactIdOf('tjark'));
      await store().recordAnswer(one, answerAt(1, given('keep')));
      await store().recordAnswer(one, { ...answerAt(2, given('remove')), subject: second_ });
      await store().recordAnswer(other, answerAt(3, given('mute')));
      expect((await store().readDecisions(one)).map((d) => d.subject)).toEqual([subject, second_].sort());
      expect((await store().readDecisions(other)).map((d) => d.given)).toEqual([given('mute')]);
    });

    it('equals the domain’s fold for any sequence of answers and undos', async () => {
      const answer = fc.constantFrom<GivenAnswer>(
        given('keep'),
        given('remove'),
        given('later'),
        { ...given('keep'), labels: [] },
        { ...given('keep'), note: 'Chor' },
        fullGiven,
      );
      // Undo sends the length that the owner saw: mostly the true one, sometimes an older one.
      const step = fc.oneof(fc.record({ answer }), fc.record({ missed: fc.constantFrom(0, 0, 0, 1, 2) }));
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          const ownerId = anotherOwner();
          let expected: Decision | undefined;
          for (const [i, each] of steps.entries()) {
            if ('answer' in each) {
              expected = decide(expected, answerAt(i, each.answer));
              expect(await store().recordAnswer(ownerId, answerAt(i, each.answer))).toEqual(expected);
            } else {
              const entry = undoAt(i, historyLength(expected) - each.missed);
              expected = expected && undo(expected, entry);
              expect(await store().undoAnswer(ownerId, entry)).toEqual(expected);
            }
          }
          expect(await store().readDecision(ownerId, subject)).toEqual(expected);
        }),
        { numRuns: 40 },
      );
    });
  });
}
