import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionBody } from './synthflow-actions.ts';

test('an action as it is shown becomes the body that makes it', () => {
  const hard = {
    type: 'YES_NO',
    identifier: 'is vip',
    condition: 'Is it one?',
    choices: null,
    examples: null,
  };
  for (const action_type of ['INFORMATION_EXTRACTOR', 'Information Extractor', 'extract_info_action_type'])
    assert.deepEqual(actionBody({ action_type, parameters_hard_coded: JSON.stringify(hard) }), {
      INFORMATION_EXTRACTOR: { YES_NO: { identifier: 'is vip', description: 'Is it one?' } },
    });
  assert.deepEqual(
    actionBody({
      action_type: 'INFORMATION_EXTRACTOR',
      name: 'info_extractor_size',
      parameters_hard_coded: { choices: ['S'] },
    }),
    { INFORMATION_EXTRACTOR: { SINGLE_CHOICE: { identifier: 'size', choices: ['S'] } } },
  );
  assert.deepEqual(
    actionBody({
      ...{ action_type: 'CUSTOM_ACTION', name: 'find_order', description: 'Finds it.' },
      parameters_hard_coded: { http_mode: 'GET', url: 'https://shop.example' },
    }),
    {
      CUSTOM_ACTION: {
        ...{ name: 'find_order', description: 'Finds it.' },
        ...{ http_mode: 'GET', url: 'https://shop.example' },
      },
    },
  );
  assert.deepEqual(
    actionBody({ action_type: 'transfer_call_action_type', parameters_hard_coded: '{"phone":"+34"}' }),
    {
      LIVE_TRANSFER: { phone: '+34' },
    },
  );
  assert.deepEqual(actionBody({ action_type: 'SEND_SMS', parameters_hard_coded: 'not JSON' }), {
    SEND_SMS: {},
  });
  assert.equal(actionBody({ action_type: 'TELEPORT' }), null);
});
