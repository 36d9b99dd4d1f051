const answer = document.querySelector('#answer');
const show = async (work) => {
  try {
    answer.textContent = await work();
  } catch (error) {
    answer.textContent = error.message;
  }
};
const click = (id, work) => document.querySelector(id).addEventListener('click', () => show(work));

window.apiAtFirstScript = typeof window.api;
click('#version', async () => `v${await window.api.version()}`);
click('#pick', async () => (await window.api.pick()).join(', '));
click('#double', async () => JSON.stringify(await window.api.double(21)));
window.api.onProgress((value) => {
  document.querySelector('#progress').textContent = `progress ${value}`;
});
document.querySelector('#file').addEventListener('change', ({ target }) => {
  show(() => Array.from(target.files, window.api.pathOf).join(', '));
});
const drop = document.querySelector('#drop');
drop.addEventListener('dragover', (event) => event.preventDefault());
drop.addEventListener('drop', (event) => {
  event.preventDefault();
  show(() => Array.from(event.dataTransfer.files, window.api.pathOf).join(', '));
});
