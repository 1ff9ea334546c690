import { countMonths } from './months.ts';

// Contacts and messages come as arguments; the counts go to standard output as JSON.
const [contacts, messages] = process.argv.slice(2).map(Number);
if (!contacts || !messages) throw new Error('say how many contacts and messages');
process.stdout.write(JSON.stringify(await countMonths({ contacts, messages })));
