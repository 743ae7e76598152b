// What an app may dial by the policy that it is served with, besides what it should: relays that nobody here has named,
// to which it could carry what it learns. Pure.

const dials = "connect-src ";

/** Nothing where the policies differ in anything else, too, or theirs lacks what ours names. */
export function dialledBesides(ours: string, theirs: string): readonly string[] {
  const [own, other] = [dialsIn(ours), dialsIn(theirs)];
  if (own === undefined || other === undefined) return [];
  if (ours.replace(own, "") !== theirs.replace(other, "")) return [];
  const [named, given] = [own.split(" "), other.split(" ")];
  const isAllThere = named.every((each) => given.includes(each));
  return isAllThere ? given.filter((each) => !named.includes(each)) : [];
}

function dialsIn(policy: string): string | undefined {
  return policy.split("; ").find((directive) => directive.startsWith(dials));
}
