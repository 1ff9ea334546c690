/**
 * Colours of the mails. Each text colour stands at least 4.5:1 apart from each ground it is used on, as given and
 * inverted: many clients turn a light mail dark without asking.
 */
export const palette = {
  page: '#f4f2ee',
  card: '#ffffff',
  tint: '#e6efee',
  line: '#e4e0d9',
  ink: '#22292d',
  muted: '#59626a',
  accent: '#1c5f5b',
  onAccent: '#ffffff',
} as const;

/** Fonts of the reader's own system: nothing is loaded. Without quotation marks, which an attribute would escape. */
export const fonts = 'system-ui,Segoe UI,Roboto,Arial,sans-serif';
