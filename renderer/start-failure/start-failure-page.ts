import { languageOf } from '../../electron/contract/languages.ts';
import styles from './StartFailure.module.css';
import { failureDetails, failureText, startProblem } from './start-problem.ts';
import { type StartFailureStrings, startFailureLanguage, startFailureStrings } from './strings.ts';

/**
 * Returns what puts a plain page in the place of one that could not start, and tells the console, which main writes into
 * its log. Drawn without React, which may be what is missing. Of several failures the first is shown; all are logged.
 */
export function startFailurePage(): (thrown: unknown) => void {
  let isShown = false;
  return (thrown) => {
    const details = failureDetails(thrown, navigator);
    console.error(`The page could not start: ${details}`);
    if (isShown) return;
    isShown = true;
    const language = startFailureLanguage(window.location, languageOf(navigator.languages, 'system'));
    const strings = startFailureStrings[language];
    document.documentElement.lang = language;
    const page = element('main', styles.page);
    page.append(alertOf(thrown, strings), ...actionsWith(details, strings));
    document.body.replaceChildren(page);
  };
}

function alertOf(thrown: unknown, strings: StartFailureStrings): HTMLElement {
  const { title, explanation, wayOut } = strings.problems[startProblem(thrown)];
  const alert = element('div', styles.alert);
  alert.setAttribute('role', 'alert');
  alert.append(
    element('h1', styles.title, strings.title),
    element('p', styles.problem, title),
    element('p', styles.words, `${explanation} ${wayOut}`),
    element('p', styles.message, failureText(thrown)),
  );
  return alert;
}

function actionsWith(details: string, strings: StartFailureStrings): readonly HTMLElement[] {
  const text = element('textarea', styles.text);
  text.readOnly = true;
  text.rows = 10;
  text.value = details;
  text.setAttribute('aria-label', strings.details);
  const disclosure = element('details', styles.details);
  disclosure.append(element('summary', styles.summary, strings.details), text);

  const outcome = element('p', styles.outcome);
  outcome.setAttribute('role', 'status');
  const copy = async (): Promise<void> => {
    if (await isCopied(details)) {
      outcome.textContent = strings.copied;
      return;
    }
    // With the details selected, one key does it.
    disclosure.open = true;
    text.focus();
    text.select();
    outcome.textContent = strings.copyByHand;
  };
  const actions = element('div', styles.actions);
  actions.append(
    button(strings.reload, styles.reload, () => window.location.reload()),
    button(strings.copy, styles.copy, () => void copy()),
    outcome,
  );
  return [actions, disclosure];
}

/** What main takes at once (`app.copyText`). */
const longestCopy = 20_000;

/** A main process that hangs answers nothing; so long, in milliseconds, it is waited for. */
const answerMs = 2_000;

/** Main copies, because the page has no permission to; without a bridge to main, the browser may still allow it. */
async function isCopied(details: string): Promise<boolean> {
  try {
    const asked = window.afterimage?.ask('app.copyText', { text: details.slice(0, longestCopy) });
    const answer = await Promise.race([asked, new Promise<null>((resolve) => setTimeout(resolve, answerMs, null))]);
    if (answer?.ok === true) return true;
    await navigator.clipboard.writeText(details);
    return true;
  } catch {
    // Refused by both: the person is told how to copy by hand.
    return false;
  }
}

function button(label: string, style: string | undefined, onClick: () => void): HTMLButtonElement {
  const made = element('button', style, label);
  made.type = 'button';
  made.addEventListener('click', onClick);
  return made;
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  style: string | undefined,
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = style ?? '';
  made.textContent = text;
  return made;
}
