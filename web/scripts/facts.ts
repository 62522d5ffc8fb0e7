// What "/{lang}/script.json" says. See README.md.
import type { Forms } from './words';

export interface Facts {
  language: string;  // which was asked for
  words: {
    leave_hint: string;
    left: Forms;
    over: Forms;
    seals: string;
    warning_title: string;
    phone: string;
    email: string;
    plate: string;
    address: string;
    warning: string;
    working: string;
    sending: string;
    not_sent_title: string;
    not_sent: string;
  };
  too_long: Forms;
  not_text: string;
  error_prefix: string;
  errors_title: string;
  errors_kept: string;
  try_again: string;
  numerals: string;
  limit: number;
  recipients: string[];
  buckets: number[];
  body_size: number;
  body_step: number;
}
