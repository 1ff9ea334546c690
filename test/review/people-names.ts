/** Made-up people; nobody bears these names, none of these firms exists. */
export const people: readonly (readonly [string, string, string, string])[] = [
  ['Ansgar', 'Quellental', 'Leiter Vertrieb', 'Nordlicht Apparatebau GmbH'],
  ['Birte', 'Holmstranderin', 'Produktmanagerin', 'Vereinte Elektrowerke Nordmark AG'],
  ['Cosmo', 'Vellamonte', 'Head of Growth', 'Stealth Startup'],
  ['Dörte', 'Ährenfelderin', 'Professorin für Messtechnik', 'Hochschule Brennhagen'],
  ['Eskil', 'Tiedebrook', 'Gründer', 'Tiedebrook & Söhne'],
  ['Fenja', 'Moorhusen', 'Senior Recruiterin', 'Talentfeder'],
  ['Gideon', 'Abdelrahmani', 'Qualitätsingenieur', 'Sentaviora Instruments GmbH'],
  ['Hille', 'Brandungsen', 'Redakteurin', 'Messen & Prüfen'],
  ['Ilvy', 'Kranichsteg', 'Beraterin', 'Selbstständig'],
  ['Jasper', 'Wolkenburg', 'Einkäufer', 'Klinikum am Deich'],
  ['نورا', 'الدين', 'Embedded Engineer', 'Sentaviora Instruments GmbH'],
  [
    'Konstantin-Maximilian',
    'von und zu Hohenlinden-Oberschwabenberg',
    'Chief Transformation Officer',
    'Donaudampfschifffahrtsgesellschaft mbH & Co. KG',
  ],
];
