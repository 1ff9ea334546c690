import { monthNumber } from '../../domain/days.ts';
import type { IsoMonth } from '../../domain/ids.ts';

/** The month so many months after another. */
export function monthsLater(month: IsoMonth, months: number): IsoMonth {
  const number = monthNumber(month) + months;
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}` as IsoMonth;
}
