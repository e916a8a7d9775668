import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { SignInForm } from '../../forms/sign-in-form.js';
import { setSignedIn } from '../../hooks/session.js';
import { useSignOut } from '../../api/use-sign-out.js';
import { useT } from '../../i18n/use-t.js';

/** The session has ended: sign in above the page, so that nothing typed is lost. */
export function SignInAgain({ name }: { name: string }): ReactElement {
  const t = useT();
  const queries = useQueryClient();
  const signOut = useSignOut();
  return (
    <Modal
      opened onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false}
      title={t('shell:session.expiredTitle')}
    >
      <p className="ls-quiet">{t('shell:session.expiredText')}</p>
      <SignInForm
        email={name}
        onSignedIn={() => {
          setSignedIn(true);
          void queries.invalidateQueries();
        }}
      />
      <Button variant="subtle" fullWidth mt={8} onClick={signOut}>
        {t('shell:session.otherAccount')}
      </Button>
    </Modal>
  );
}
