/** Which of the window's dialogs is open. */

let settingsOpen = $state(false);

export const dialogs = {
  get settings(): boolean {
    return settingsOpen;
  },
  set settings(open: boolean) {
    settingsOpen = open;
  },
};
