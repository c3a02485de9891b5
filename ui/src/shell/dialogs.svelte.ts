/** Which of the window's dialogs is open. */

let settingsOpen = $state(false);
let searchOpen = $state(false);

export const dialogs = {
  get settings(): boolean {
    return settingsOpen;
  },
  set settings(open: boolean) {
    settingsOpen = open;
  },
  get search(): boolean {
    return searchOpen;
  },
  set search(open: boolean) {
    searchOpen = open;
  },
};
