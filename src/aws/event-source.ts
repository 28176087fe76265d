/** The `source` of every event that Signalbox puts on its bus. */
export const SOURCE = 'signalbox';
