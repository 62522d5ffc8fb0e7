// Whether this browser can seal, and sealing what was written.
import type { Facts } from './facts';
import type { SealedStory } from './fields';
import { base64url, newReportId, seal, storyPlaintext } from './seal';

// Throws when it can't be sealed.
export async function sealStory(story: string, facts: Facts): Promise<SealedStory> {
  const report = newReportId();
  const plaintext = storyPlaintext(report, facts.language, story, facts.buckets);
  if (!plaintext) throw new Error('does not fit');
  try {
    return { report_id: report, sealed_story: base64url(await seal(facts.recipients, plaintext)) };
  } finally {
    plaintext.fill(0);
  }
}

// Known only when it was done once.
export async function canSeal(facts: Facts): Promise<boolean> {
  try {
    return (await sealStory('test', facts)).sealed_story.length > 0;
  } catch {
    return false;
  }
}
