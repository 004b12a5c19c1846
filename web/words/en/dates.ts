/** Days that are typed. */
export const dates = {
  'date.placeholder': 'dd/mm/yyyy',
  'date.pick': 'Choose from a calendar',
  'date.unclear': 'Write a day, such as {example}, “tomorrow” or “Friday”.',
  'date.too-early': 'Not before {day}.',
  'date.too-late': 'Not after {day}.',
};
