// The search of a page as a reader meets it: the box, and what stands below it.

/** searching knows the parts of the search on a page. */
export function searching(page) {
  const form = page.getByRole('search');
  const answers = page.locator('.ws-answers');
  const found = answers.locator('.ws-found > li');
  const box = form.getByRole('searchbox');
  const old = () => answers.locator('section').evaluateAll((sections) => sections.forEach((section) => section.classList.add('before')));
  return {
    box,
    button: form.getByRole('button'),
    answers,
    heading: answers.locator('h2').last(),
    found,
    links: found.getByRole('link'),
    marks: found.locator('mark'),
    kinds: found.locator('.ws-found-kind'),
    panel: answers.locator('.ws-panel'),
    cards: answers.locator('.ws-contact'),
    said: page.getByRole('status'),
    // words are those the search says in the page's language, by their names.
    words: () => page.evaluate(() => self.wsStart.words),
    // ask types a text at once, presses Enter, and waits for an answer that was not there before: results, the panel,
    // or words that say why not.
    async ask(text) {
      await old();
      await box.fill(text);
      await box.press('Enter');
      await answers.locator('section:not(.before)').first().waitFor();
    },
    // pause types a text at once, does nothing more, and waits for results that were not there before.
    async pause(text) {
      await old();
      await box.fill(text);
      await answers.locator('section:not(.before) .ws-found > li').first().waitFor();
    },
    titles: () => found.getByRole('link').allTextContents(),
  };
}
