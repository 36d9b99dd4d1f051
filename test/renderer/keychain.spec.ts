import { expect } from '@playwright/test';
import { test } from './page.ts';

test('a keychain that takes long to open is told of, and the person is not taken for signed out', async ({ show }) => {
  const page = await show('keychain-opening');
  await expect(page.getByRole('region', { name: 'Needs attention' })).toContainText('Opening your keychain');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(page.getByText('Not signed in')).toHaveCount(0);
  await page.getByRole('link', { name: 'Settings' }).click();
  const accounts = page.getByRole('region', { name: 'Accounts' });
  await expect(accounts).toContainText('Checking…');
  await expect(accounts).toContainText("Opening this system's keychain…");
});

test('a keychain that cannot be used says why, and what that means for signing in; it is opened from there', async ({
  show,
}) => {
  const page = await show('keychain-unavailable', 'settings/accounts');
  const accounts = page.getByRole('region', { name: 'Accounts' });
  await expect(accounts.getByText('The keychain of this system cannot be used')).toHaveCount(1);
  await accounts.getByRole('button', { name: 'Technical details' }).click();
  await expect(accounts).toContainText('The keychain did not answer within 30 seconds.');
  await expect(accounts).toContainText('If you sign in now, it lasts until you quit Afterimage');
  await expect(accounts).toContainText('Keychain not open');
  await accounts.getByRole('button', { name: 'Open the keychain' }).press('Enter');
  await expect(accounts).toContainText("Sign-ins are stored in this system's keychain.");
  await expect(accounts).toContainText('Working');
});

test('on the Overview a keychain that cannot be used is said once, with its way out', async ({ show }) => {
  const page = await show('keychain-unavailable');
  const notices = page.getByRole('region', { name: 'Needs attention' });
  await expect(notices.getByText('The keychain of this system cannot be used')).toHaveCount(1);
  await expect(notices.getByRole('button', { name: 'Set the client ID' })).toBeVisible();
  await notices.getByRole('button', { name: 'Open the keychain' }).click();
  await expect(notices).toHaveCount(0);
});

test('in the set-up a sign-in without the keychain is said to be temporary, and how it may last', async ({ show }) => {
  const page = await show('setup-keychain-locked');
  await expect(page.getByText('The sign-in lasts only until Afterimage ends')).toBeVisible();
  await expect(page.getByText('Unlock the keychain: Afterimage then moves the sign-in there.')).toBeVisible();
  await page.getByRole('button', { name: 'Open the keychain' }).click();
  await expect(page.getByText('The sign-in lasts only until Afterimage ends')).toHaveCount(0);
});
