// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run -p bursar-app bindings` after a change there.

/**
 * The sorts of error that somebody treats differently.
 */
export type ErrorCode = "input" | "refused" | "locked" | "cancelled" | "books" | "internal";

/**
 * What went wrong, in a form that a reader and a script both understand.
 */
export type ApiError = { 
/**
 * What to branch on.
 */
code: ErrorCode, 
/**
 * One plain sentence that names the row, field or rule.
 */
message: string, 
/**
 * What the user can do about it, as a sentence.
 */
hint: string | null, 
/**
 * The field of the form that it is about, where it is about one.
 */
field?: string | null, };

/**
 * What sort of credits.
 */
export type Kind = "free" | "promo" | "courtesy" | "rollover" | "subscription" | "topup" | "correction";

/**
 * An amount of money.
 */
export type MoneyText = { 
/**
 * The number with all the decimals of its currency: `"12.00"`.
 */
amount: string, 
/**
 * ISO 4217: `"EUR"`.
 */
currency: string, };

/**
 * So many credits of one kind.
 */
export type KindAmount = { 
/**
 * The kind.
 */
kind: Kind, 
/**
 * The credits.
 */
credits: string, };

/**
 * Everything at a glance.
 */
export type Overview = { 
/**
 * The instant that all of it holds for.
 */
at: string, 
/**
 * The name of the books, for the rail: their file's name without its ending.
 */
books: string, 
/**
 * These are the sample books.
 */
sample: boolean, 
/**
 * The wallets, in the order in which they were added. Empty at the first start.
 */
wallets: Array<WalletCard>, 
/**
 * The names of those that were put away.
 */
archived: Array<string>, 
/**
 * Totals over all wallets.
 */
totals: Totals, 
/**
 * Alerts that hold now and are not put off, the latest first, with the figures of now.
 */
alerts: Array<Alert>, 
/**
 * Open lots that still hold credits and have an end, over all wallets, in the order in which
 * to use them so that the least is lost: first those that will lapse unused at the present
 * pace, the first to end first, what costs more before what costs less; at most six.
 */
lapsing: Array<LapsingLot>, 
/**
 * The latest entries over all wallets by the time they happened, the newest first; at most
 * eight.
 */
latest: Array<ActivityRow>, 
/**
 * The last batch that stands and could be undone.
 */
last_batch: Batch | null, };

/**
 * Totals over all wallets, in money. Amounts of several currencies are never added.
 */
export type Totals = { 
/**
 * What the credits that are left cost.
 */
left: Array<MoneyText>, 
/**
 * Lots with credits left whose cost is unknown, and which are in no figure.
 */
unknown: number, 
/**
 * What the open lots will lose unused at the present pace within thirty days; where the pace
 * is unknown, if nothing is used.
 */
lapsing: Array<MoneyText>, 
/**
 * Lots among these whose cost is unknown.
 */
lapsing_unknown: number, };

/**
 * A wallet at a glance.
 */
export type WalletCard = { 
/**
 * Its name, unique in the books.
 */
name: string, 
/**
 * The id of its provider.
 */
provider: string, 
/**
 * The provider's name for a reader.
 */
provider_title: string, 
/**
 * The running plan's name for a reader, if one runs.
 */
plan: string | null, 
/**
 * Its IANA zone.
 */
zone: string, 
/**
 * Credits that can be used now.
 */
available: string, 
/**
 * Credits reserved by pending usages.
 */
held: string, 
/**
 * Credits used that no lot covers.
 */
uncovered: string, 
/**
 * Credits that have expired unused so far.
 */
expired: string, 
/**
 * What is available by kind, in draw order, kinds with nothing left out.
 */
by_kind: Array<KindAmount>, 
/**
 * Credits with which the lots that are open now began: the whole of the bar, of which
 * `available` and `held` are parts.
 */
granted_open: string, 
/**
 * Usages that no rate matches, so that their price is unknown.
 */
unpriced: number, 
/**
 * What lapses next if nothing is used.
 */
next_expiry: Lapse | null, 
/**
 * The next refill.
 */
next_refill: Refill | null, 
/**
 * Credits used in the last thirty days, net of refunds.
 */
used_30_days: string, 
/**
 * What follows if it is used as it was lately.
 */
outlook: Outlook, 
/**
 * The subscription's cycle that runs, if one runs.
 */
cycle: Cycle | null, 
/**
 * What the credits that are left cost, a figure for each currency.
 */
worth: Array<MoneyText>, 
/**
 * Whether the cost of all of these is known. If not, `worth` is only a part.
 */
worth_known: boolean, 
/**
 * When the last usage happened.
 */
last_usage: string | null, };

/**
 * What follows if a wallet is used as it was lately.
 */
export type Outlook = { 
/**
 * Credits a day, the mean of a week; none if too little is known.
 */
per_day: string | null, 
/**
 * The whole days that it rests on, at most 28.
 */
days: number, 
/**
 * When credits are wanted and none is left; none if that is unknown or beyond `until`.
 */
runs_out: string | null, 
/**
 * How far this looks ahead.
 */
until: string, 
/**
 * Whether it runs out before its next refill. False where a refill within a day mends it.
 */
before_refill: boolean, 
/**
 * Of the credits in open lots, those that lapse unused up to `until`; where the pace is
 * unknown, if nothing is used.
 */
unused: string, 
/**
 * What these cost, a figure for each currency; empty when unknown or nothing.
 */
unused_worth: Array<MoneyText>, 
/**
 * Whether the cost of each of these is known.
 */
unused_worth_known: boolean, };

/**
 * How far a subscription's cycle is used.
 */
export type Cycle = { 
/**
 * Its credits.
 */
credits: string, 
/**
 * Of these used or held.
 */
used: string, 
/**
 * The same in whole percent, rounded down.
 */
percent: number, 
/**
 * When it ends.
 */
ends: string, };

/**
 * Credits that end unused at one instant if nothing is done.
 */
export type Lapse = { 
/**
 * When.
 */
at: string, 
/**
 * How many.
 */
credits: string, 
/**
 * The same by kind, in draw order.
 */
by_kind: Array<KindAmount>, 
/**
 * What they cost, a figure for each currency; empty when unknown or nothing.
 */
worth: Array<MoneyText>, 
/**
 * Whether the cost of each of these credits is known. If not, `worth` is only a part.
 */
worth_known: boolean, };

/**
 * Credits that come in.
 */
export type Refill = { 
/**
 * When.
 */
at: string, 
/**
 * How many.
 */
credits: string, };

/**
 * A lot that will end, in a list over all wallets.
 */
export type LapsingLot = { 
/**
 * Its wallet.
 */
wallet: string, 
/**
 * The wallet's IANA zone.
 */
zone: string, 
/**
 * The lot's id.
 */
lot: string, 
/**
 * Its kind.
 */
kind: Kind, 
/**
 * When it began.
 */
starts: string, 
/**
 * When it ends.
 */
expires: string, 
/**
 * Credits left in it.
 */
left: string, 
/**
 * What these cost, if known.
 */
worth: MoneyText | null, 
/**
 * Of these, what lapses unused at the present pace; where that is unknown, if nothing is used.
 */
unused: string, 
/**
 * What these cost, if known.
 */
unused_worth: MoneyText | null, };

/**
 * A batch of entries that can be undone as one.
 */
export type Batch = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it was, as words that follow "Undo": `import of 214 rows from photoroom-usage.csv`.
 */
title: string, 
/**
 * When it was entered.
 */
recorded_at: string, };

/**
 * What an alert watches.
 */
export type AlertKind = "cycle_used" | "balance_at_or_below" | "lapses_within" | "runs_out_before_refill" | "member_limit" | "uncovered";

/**
 * A rule.
 */
export type AlertRule = { 
/**
 * Its id; empty for a new one.
 */
id: string, 
/**
 * Whether it is looked at.
 */
on: boolean, 
/**
 * The wallet that it is about; none is each of them.
 */
wallet: string | null, 
/**
 * What it watches.
 */
kind: AlertKind, 
/**
 * Its line: percent, credits or days, as typed; none where the kind has no line.
 */
line: string | null, };

/**
 * What an alert found.
 */
export type AlertFigures = { 
/**
 * What it watches.
 */
kind: AlertKind, 
/**
 * The wallet, by its name; empty where a member's limit holds in all of them.
 */
wallet: string, 
/**
 * The wallet's IANA zone.
 */
zone: string, 
/**
 * The line that was crossed: percent, credits or days.
 */
line: string | null, 
/**
 * The member whose limit it is.
 */
member: string | null, 
/**
 * Credits that are left, that lapse, that a member used, or that no lot covers.
 */
credits: string, 
/**
 * How much of a cycle or a limit is used, in whole percent.
 */
percent: number | null, 
/**
 * When the credits lapse, run out, or the cycle ends.
 */
due: string | null, 
/**
 * When the next refill comes, where that matters.
 */
refill: string | null, 
/**
 * What the credits that lapse cost, if known.
 */
worth: MoneyText | null, };

/**
 * An alert that fired.
 */
export type Alert = { 
/**
 * Its number.
 */
id: number, 
/**
 * Its rule.
 */
rule: string, 
/**
 * When it fired.
 */
at: string, 
/**
 * Whether the reader saw it.
 */
seen: boolean, 
/**
 * Until when it is put off.
 */
snoozed_until: string | null, 
/**
 * When the value came back over its line; none while it has not.
 */
over_at: string | null, 
/**
 * What it watches.
 */
kind: AlertKind, 
/**
 * The wallet, by its name; empty where a member's limit holds in all of them.
 */
wallet: string, 
/**
 * The wallet's IANA zone.
 */
zone: string, 
/**
 * The line that was crossed: percent, credits or days.
 */
line: string | null, 
/**
 * The member whose limit it is.
 */
member: string | null, 
/**
 * Credits that are left, that lapse, that a member used, or that no lot covers.
 */
credits: string, 
/**
 * How much of a cycle or a limit is used, in whole percent.
 */
percent: number | null, 
/**
 * When the credits lapse, run out, or the cycle ends.
 */
due: string | null, 
/**
 * When the next refill comes, where that matters.
 */
refill: string | null, 
/**
 * What the credits that lapse cost, if known.
 */
worth: MoneyText | null, };

/**
 * Alerts that fired, the latest first.
 */
export type AlertPage = { 
/**
 * The alerts.
 */
rows: Array<Alert>, 
/**
 * Where the next page begins; none after the last.
 */
next: number | null, };

/**
 * One wallet in full.
 */
export type WalletView = { 
/**
 * The instant that all of it holds for.
 */
at: string, 
/**
 * The same figures as on its card.
 */
card: WalletCard, 
/**
 * Its figures by kind, in draw order, kinds that never had a credit left out.
 */
figures: Array<KindFigures>, 
/**
 * Lots that are open, not begun yet, or frozen, in draw order; at most two hundred.
 */
lots: Array<LotRow>, 
/**
 * How many such lots there are.
 */
lots_total: number, 
/**
 * The lots that ended last, the latest first; at most ten.
 */
ended: Array<LotRow>, 
/**
 * How many entries its activity has.
 */
entries: number, };

/**
 * The figures of one kind of credits in a wallet.
 */
export type KindFigures = { 
/**
 * The kind.
 */
kind: Kind, 
/**
 * All that was ever granted, rolled in or corrected.
 */
granted: string, 
/**
 * All that was ever drawn, net of refunds.
 */
drawn: string, 
/**
 * Usable now.
 */
available: string, 
/**
 * Reserved by pending usages.
 */
held: string, 
/**
 * Expired unused.
 */
expired: string, };

/**
 * Where a lot stands in its life.
 */
export type LotState = "coming" | "open" | "frozen" | "ended";

/**
 * A lot.
 */
export type LotRow = { 
/**
 * Its id, unique in the wallet.
 */
id: string, 
/**
 * Its kind.
 */
kind: Kind, 
/**
 * Where it stands.
 */
state: LotState, 
/**
 * Credits with which it began.
 */
granted: string, 
/**
 * Credits left in it, those held not counted.
 */
left: string, 
/**
 * Credits in it that pending usages reserve.
 */
held: string, 
/**
 * Credits of it that expired unused.
 */
expired: string, 
/**
 * From when on it can be drawn.
 */
starts: string, 
/**
 * From when on it can no longer be drawn; none is never.
 */
expires: string | null, 
/**
 * Usage with one of these tags cannot draw it.
 */
not_for: Array<string>, 
/**
 * Only usage with one of these tags can draw it; empty is no restriction.
 */
only_for: Array<string>, 
/**
 * What the whole lot cost, if known.
 */
paid: MoneyText | null, 
/**
 * What is left of that, if known.
 */
worth: MoneyText | null, };

/**
 * What an entry is.
 */
export type ActivityKind = "usage" | "hold" | "failed" | "unpriced" | "refund" | "settled" | "priced" | "lot" | "grant" | "void" | "statement" | "expiry" | "undo" | "books";

/**
 * One entry.
 */
export type ActivityRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its wallet; empty where it is about none, or about several.
 */
wallet: string, 
/**
 * The wallet's IANA zone.
 */
zone: string, 
/**
 * What it is.
 */
kind: ActivityKind, 
/**
 * When it happened.
 */
at: string, 
/**
 * When it was entered.
 */
recorded_at: string, 
/**
 * What happened in words, as it stands in the books: action and model of a usage, the name
 * of a bundle or plan. Text from users and providers: never markup.
 */
title: string, 
/**
 * What the entry is, for whoever says it in another language: `usage`, `lot_added`,
 * `settled_failed`, `member_renamed` …
 */
fact: string, 
/**
 * Whom or what the fact is about: a bundle, a plan, a lot, a usage, a name, a reason.
 */
subject: string | null, 
/**
 * The credits that the fact names, whatever they did to the balance.
 */
figure: string | null, 
/**
 * The instant that the fact names: a new end, a lock.
 */
until: string | null, 
/**
 * How many of it (images, seconds), as a decimal number; none where it has no count.
 */
quantity: string | null, 
/**
 * Who.
 */
member: string | null, 
/**
 * For what.
 */
project: string | null, 
/**
 * What it did to the balance: negative for a charge or a hold, positive for credits that came
 * in; none while its price is unknown.
 */
credits: string | null, 
/**
 * The part of it that no lot covers.
 */
uncovered: string, 
/**
 * What was refunded of it.
 */
refunded: string, 
/**
 * It was read from a provider's log.
 */
reported: boolean, 
/**
 * It was voided and no longer counts.
 */
voided: boolean, 
/**
 * What it took from which lots, in draw order; empty for what draws nothing.
 */
draws: Array<DrawRow>, };

/**
 * The part of a lot that one usage took.
 */
export type DrawRow = { 
/**
 * The lot.
 */
lot: string, 
/**
 * Its kind.
 */
kind: Kind, 
/**
 * What was taken.
 */
credits: string, };

/**
 * Which entries a list holds, and in which order. Everything that is left out asks for nothing.
 */
export type EntryFilter = { 
/**
 * Words that all stand in the entry, or its id.
 */
search: string, 
/**
 * Only these kinds; all if none is named.
 */
kinds: Array<ActivityKind>, 
/**
 * Only usages with one of some texts in a field.
 */
texts: Array<TextFilter>, 
/**
 * From this day or time on, as typed, in the wallet's zone; empty for none.
 */
from: string, 
/**
 * Up to this time, or with all of this day.
 */
to: string, 
/**
 * Entered after this instant.
 */
entered_after: string | null, 
/**
 * At least so many credits, as typed; empty for none.
 */
least: string, 
/**
 * At most so many.
 */
most: string, 
/**
 * Only usages with these marks.
 */
marks: Array<EntryMark>, 
/**
 * Only what was voided, or only what was not.
 */
voided: boolean | null, 
/**
 * Only usages from a provider's log, or only typed ones.
 */
reported: boolean | null, 
/**
 * Only what a lot of this id paid for, and what made it.
 */
lot: string | null, 
/**
 * What it is sorted by.
 */
order: EntryOrder, 
/**
 * The largest, the latest or the last name first.
 */
descending: boolean, };

/**
 * The texts that a field may have.
 */
export type TextFilter = { 
/**
 * The field.
 */
field: EntryField, 
/**
 * Its texts; none is a usage without one.
 */
values: Array<string | null>, };

/**
 * A text of a usage.
 */
export type EntryField = "feature" | "action" | "model" | "member" | "project";

/**
 * What makes a usage worth a look.
 */
export type EntryMark = "uncovered" | "refunded" | "off_rate";

/**
 * What a list is sorted by.
 */
export type EntryOrder = "happened" | "entered" | "credits" | "feature" | "action" | "model" | "member" | "project";

/**
 * Some rows of a list.
 */
export type EntryPage = { 
/**
 * The rows, from the offset that was asked for on.
 */
rows: Array<ActivityRow>, 
/**
 * Entries of the whole list.
 */
total: number, };

/**
 * A text that usages have in a field, and how often.
 */
export type FieldText = { 
/**
 * The text; none for usages without one.
 */
text: string | null, 
/**
 * Usages that have it.
 */
count: number, };

/**
 * Some lines of the journal.
 */
export type JournalPage = { 
/**
 * The lines, from the offset that was asked for on.
 */
lines: Array<JournalRow>, 
/**
 * Lines of the whole journal as it is folded.
 */
total: number, 
/**
 * Entries in all.
 */
entries: number, };

/**
 * A line of the journal: the heading of a batch, an entry, or both in one where a batch has a
 * single entry.
 */
export type JournalRow = { 
/**
 * The batch; none for an entry below its heading.
 */
batch: JournalBatch | null, 
/**
 * The entry; none for the heading of several.
 */
entry: ActivityRow | null, };

/**
 * What was entered together.
 */
export type JournalBatch = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it was, as it was written then.
 */
title: string, 
/**
 * The file that it was imported from; none was typed in.
 */
file: string | null, 
/**
 * When it was entered.
 */
recorded_at: string, 
/**
 * How many entries it has.
 */
entries: number, 
/**
 * None of them counts any more.
 */
voided: boolean, 
/**
 * It is the one that Undo would take back.
 */
last: boolean, };

/**
 * One entry in full.
 */
export type EntryView = { 
/**
 * The present.
 */
now: string, 
/**
 * The entry as lists show it.
 */
row: ActivityRow, 
/**
 * What it was entered with.
 */
batch: JournalBatch, 
/**
 * The particulars of a usage.
 */
usage: UsageParticulars | null, 
/**
 * The particulars of anything else, in reading order.
 */
facts: Array<EntryFact>, 
/**
 * The entry that it speaks of.
 */
about: RelatedEntry | null, 
/**
 * The entries that speak of it, in the order of entry.
 */
later: Array<RelatedEntry>, 
/**
 * The lot that it made; what drew from it can be listed.
 */
lot: string | null, 
/**
 * It can be refunded.
 */
can_refund: boolean, 
/**
 * It can be settled.
 */
can_settle: boolean, 
/**
 * It can be voided.
 */
can_void: boolean, };

/**
 * The particulars of a usage.
 */
export type UsageParticulars = { 
/**
 * The feature.
 */
feature: string | null, 
/**
 * The action.
 */
action: string | null, 
/**
 * The model.
 */
model: string | null, 
/**
 * Its settings, by name.
 */
settings: Array<[string, string]>, 
/**
 * Labels that lots may be barred from.
 */
tags: Array<string>, 
/**
 * The provider's id, or the key it was entered under.
 */
key: string | null, 
/**
 * It was read from the provider's log, not typed.
 */
reported: boolean, 
/**
 * Its price, settled or not; none while it is unknown.
 */
price: string | null, 
/**
 * What the rate card says, where the provider's own figure was given.
 */
rated: string | null, 
/**
 * Its price when it was entered, where that was another.
 */
price_before: string | null, 
/**
 * What was refunded of it.
 */
refunded: string, 
/**
 * What can still be refunded.
 */
refundable: string, 
/**
 * The lots that paid, in draw order.
 */
draws: Array<EntryDraw>, 
/**
 * What it cost in money, by currency, from the lots that paid; net of refunds.
 */
cost: Array<MoneyText>, 
/**
 * Every lot that paid has a known price.
 */
cost_known: boolean, 
/**
 * Columns of the log that were not read, with what stood in them.
 */
extra: Array<[string, string]>, };

/**
 * What a usage took from a lot.
 */
export type EntryDraw = { 
/**
 * The lot's id.
 */
lot: string, 
/**
 * Its kind.
 */
kind: Kind, 
/**
 * What was taken.
 */
credits: string, 
/**
 * What came back of it.
 */
returned: string, 
/**
 * What the rest cost; none where the price of the lot is unknown.
 */
cost: MoneyText | null, 
/**
 * When the lot began.
 */
starts: string, 
/**
 * When it ends; none is never.
 */
expires: string | null, };

/**
 * A particular of an entry that is no usage: what it is, and its value in one of the forms.
 */
export type EntryFact = { 
/**
 * What it is: `amount`, `expires`, `reason` …
 */
name: string, 
/**
 * A text from the books.
 */
text: string | null, 
/**
 * Credits.
 */
credits: string | null, 
/**
 * Money.
 */
money: MoneyText | null, 
/**
 * An instant.
 */
at: string | null, 
/**
 * A kind of credits.
 */
kind: Kind | null, };

/**
 * An entry that another speaks of, or that speaks of another.
 */
export type RelatedEntry = { 
/**
 * The entry.
 */
row: ActivityRow, 
/**
 * The reason it gives, where it is a void.
 */
reason: string | null, };

/**
 * What was entered, with its way back.
 */
export type EntryDone = { 
/**
 * The batch, for Undo.
 */
batch: string, 
/**
 * The wallet; empty where it is about none.
 */
wallet: string, 
/**
 * What the wallet holds now.
 */
available: string, };

/**
 * What the books said of each wallet at an instant, and what they say of it now.
 */
export type BooksThen = { 
/**
 * The instant.
 */
at: string, 
/**
 * The present.
 */
now: string, 
/**
 * The wallets.
 */
wallets: Array<WalletThen>, };

/**
 * A wallet at an instant, as it was known then and as it is known now.
 */
export type WalletThen = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its IANA zone.
 */
zone: string, 
/**
 * What was left as the books said then; none where it was not in them yet.
 */
said: string | null, 
/**
 * What was left at that instant as the books say now.
 */
says: string, 
/**
 * What changed since; none where it was not in them yet.
 */
difference: string | null, 
/**
 * Entries that happened by then and were entered later.
 */
entered_since: number, };

/**
 * What was booked, with the way back.
 */
export type Booked = { 
/**
 * The batch that undoes it; none if nothing had to be booked.
 */
batch: Batch | null, 
/**
 * The name of the wallet, which may be a new one.
 */
wallet: string, 
/**
 * What it holds now.
 */
available: string, };

/**
 * What a provider shows, as it is typed. Texts are as in its fields.
 */
export type StatementOrder = { 
/**
 * The wallet.
 */
wallet: string, 
/**
 * When it showed that; now if empty.
 */
at: string | null, 
/**
 * What it showed in all …
 */
shows: string | null, 
/**
 * … or of single kinds.
 */
kinds: Array<KindShown>, 
/**
 * Lock the books up to there.
 */
lock: boolean, };

/**
 * What a provider shows of one kind, as it is typed.
 */
export type KindShown = { 
/**
 * The kind.
 */
kind: Kind, 
/**
 * The credits; empty is not shown.
 */
credits: string, };

/**
 * A statement before it is booked: the books beside what the provider shows.
 */
export type StatementDraft = { 
/**
 * The instant at which both are compared.
 */
at: string, 
/**
 * What the books hold then.
 */
books: string, 
/**
 * What the provider shows; none if nothing was typed.
 */
shows: string | null, 
/**
 * By how much it shows more (or less, below zero).
 */
difference: string | null, 
/**
 * The same by kind: kinds that the wallet ever had, in draw order.
 */
kinds: Array<KindDraft>, 
/**
 * Credits used that no lot covers; a statement settles them.
 */
uncovered: string, 
/**
 * Likely reasons of the difference, the best first; at most five.
 */
causes: Array<Cause>, 
/**
 * Up to when the books are locked now.
 */
locked_until: string | null, 
/**
 * The last statement before this one.
 */
last: StatementShown | null, };

/**
 * One kind of a statement before it is booked.
 */
export type KindDraft = { 
/**
 * The kind.
 */
kind: Kind, 
/**
 * What the books hold of it.
 */
books: string, 
/**
 * By how much the provider shows more (or less, below zero); none if nothing was typed.
 */
difference: string | null, };

/**
 * A statement that was booked.
 */
export type StatementShown = { 
/**
 * When.
 */
at: string, 
/**
 * What the provider showed.
 */
shows: string, 
/**
 * What the books were corrected by.
 */
corrected: string, };

/**
 * A sort of reason why a provider and the books differ.
 */
export type CauseSort = "bundle_not_entered" | "refill_not_booked" | "refill_too_early" | "refill_too_late" | "lapse_too_early" | "lapse_too_late" | "usage_not_entered" | "usage_too_much" | "topup_too_much" | "held" | "uncovered" | "unpriced" | "nothing_since";

/**
 * A likely reason.
 */
export type Cause = { 
/**
 * Its sort.
 */
sort: CauseSort, 
/**
 * Its figure, where it has one.
 */
credits: string | null, 
/**
 * It explains the difference to the last credit.
 */
exact: boolean, 
/**
 * When, where it has a time.
 */
at: string | null, 
/**
 * What: a usage, a bundle, a plan.
 */
what: string | null, 
/**
 * How many.
 */
count: number | null, };

/**
 * A figure of a wallet.
 */
export type Figure = "spendable" | "held" | "at_risk" | "uncovered" | "lapsed";

/**
 * What a figure follows from.
 */
export type FigureExplained = { 
/**
 * The figure.
 */
figure: Figure, 
/**
 * Its amount.
 */
credits: string, 
/**
 * The terms that add up to it.
 */
terms: Array<Term>, 
/**
 * The lots behind it, in draw order; at most forty.
 */
lots: Array<LotPart>, 
/**
 * How many there are.
 */
lots_total: number, 
/**
 * The rules behind it.
 */
rules: Array<Rule>, 
/**
 * The entries behind it, the latest first; at most twelve.
 */
entries: Array<ActivityRow>, 
/**
 * How many there are.
 */
entries_total: number, };

/**
 * What a term of a figure is.
 */
export type TermSort = "granted" | "rolled_in" | "corrected" | "drawn" | "refunded" | "held" | "lapsed" | "rolled_out" | "voided" | "frozen" | "debt";

/**
 * A term of a figure's sum.
 */
export type Term = { 
/**
 * What it is.
 */
sort: TermSort, 
/**
 * How much it adds, or takes (below zero).
 */
credits: string, };

/**
 * A lot's part of a figure.
 */
export type LotPart = { 
/**
 * The lot's id.
 */
lot: string, 
/**
 * Its kind.
 */
kind: Kind, 
/**
 * Its part.
 */
credits: string, 
/**
 * When it ends, or ended; none is never.
 */
expires: string | null, };

/**
 * A rule of a wallet, for a sentence of the window.
 */
export type RuleSort = "draw_order" | "kind_order" | "topups_frozen" | "topups_barred" | "overdraw" | "refuse" | "lives_cycles" | "lives_for" | "lives_forever" | "carried" | "capped" | "held_until_settled" | "reading" | "pace" | "no_pace";

/**
 * A rule with the figures in it, and the page it comes from.
 */
export type Rule = { 
/**
 * Its sort.
 */
sort: RuleSort, 
/**
 * The kind of credits it is about.
 */
kind: Kind | null, 
/**
 * The figures and words in it.
 */
values: Array<string>, 
/**
 * The address of the page that says so.
 */
source: string | null, 
/**
 * The day on which that was read: `2026-10-30`.
 */
read_on: string | null, };

/**
 * A change of a wallet; what is none stays.
 */
export type WalletChange = { 
/**
 * Its new name.
 */
name: string | null, 
/**
 * Put away, or taken out again.
 */
archived: boolean | null, 
/**
 * Answers to the provider's open questions.
 */
readings: Array<ReadingChoice>, };

/**
 * What can be changed about a wallet.
 */
export type WalletTerms = { 
/**
 * It is put away.
 */
archived: boolean, 
/**
 * Up to when its books are locked.
 */
locked_until: string | null, 
/**
 * The questions that its provider's pages leave open.
 */
readings: Array<Reading>, 
/**
 * The answers that hold.
 */
chosen: Array<ReadingChoice>, };

/**
 * A wallet's subscription.
 */
export type SubscriptionView = { 
/**
 * The plan that runs, if one runs.
 */
running: RunningPlan | null, 
/**
 * The next refills, payments and lapses, by time; at most eighteen.
 */
coming: Array<Coming>, 
/**
 * What was paid for plans so far, a figure for each currency.
 */
paid: Array<MoneyText>, 
/**
 * Payments so far.
 */
payments: number, 
/**
 * Whether the price of each of them is known. If not, `paid` is only a part.
 */
paid_known: boolean, 
/**
 * What was paid for top-ups so far, a figure for each currency.
 */
topups: Array<MoneyText>, 
/**
 * Top-ups whose price is unknown.
 */
topups_unknown: number, 
/**
 * The plans so far, the latest first.
 */
history: Array<PlanSpan>, };

/**
 * The plan that runs.
 */
export type RunningPlan = { 
/**
 * Its id at the provider, if its file names it.
 */
plan: string | null, 
/**
 * Its name, and how it is billed: `Pro, monthly`.
 */
title: string, 
/**
 * Credits of a refill.
 */
credits: string, 
/**
 * How often they come: a unit (`month`) and how many of it.
 */
every: [string, number], 
/**
 * What one payment is, if known.
 */
price: MoneyText | null, 
/**
 * Since when.
 */
since: string, 
/**
 * The next payment; none if it is cancelled.
 */
renews: string | null, 
/**
 * It was cancelled and ends here.
 */
ends: string | null, 
/**
 * What becomes of the credits that are left when it ends.
 */
at_end: EndOfPlan, 
/**
 * Credits of it that are left now and that its end would take.
 */
at_end_lost: string, 
/**
 * Top-ups are frozen when no subscription runs.
 */
freezes_topups: boolean, };

/**
 * What the end of a plan does to the credits that it left.
 */
export type EndOfPlan = "keep" | "end_with_cycle" | "end_now";

/**
 * What comes.
 */
export type ComingSort = "lapse" | "refill" | "payment" | "end";

/**
 * Something that comes.
 */
export type Coming = { 
/**
 * What.
 */
sort: ComingSort, 
/**
 * When.
 */
at: string, 
/**
 * How many credits, of a refill or a lapse.
 */
credits: string | null, 
/**
 * How much money, of a payment whose price is known.
 */
price: MoneyText | null, };

/**
 * A plan, for as long as it ran.
 */
export type PlanSpan = { 
/**
 * Its name, and how it is billed.
 */
title: string, 
/**
 * From when on.
 */
from: string, 
/**
 * Up to when; none if it runs.
 */
to: string | null, 
/**
 * Credits of a refill.
 */
credits: string, 
/**
 * What one payment was, if known.
 */
price: MoneyText | null, 
/**
 * Payments so far.
 */
payments: number, };

/**
 * When a plan changes.
 */
export type PlanChangeWhen = "now" | "at_renewal";

/**
 * A plan to take, or to change to. Texts are as in its fields.
 */
export type PlanOrder = { 
/**
 * The wallet.
 */
wallet: string, 
/**
 * The plan's id, possibly with its billing: `pro yearly`.
 */
plan: string, 
/**
 * When.
 */
when: PlanChangeWhen, 
/**
 * The instant, where it is not the renewal; now if empty.
 */
at: string | null, 
/**
 * Credits of a refill, where the provider does not publish them.
 */
credits: string | null, 
/**
 * What one payment is: `20.00 EUR`.
 */
price: string | null, };

/**
 * An end of a subscription.
 */
export type PlanEnd = "cancel" | "lapse";

/**
 * What a change of the subscription would do.
 */
export type PlanPreview = { 
/**
 * From when on it counts.
 */
at: string, 
/**
 * What can be spent right before.
 */
before: string, 
/**
 * What can be spent right after.
 */
after: string, 
/**
 * Credits that it takes at once, by kind.
 */
lost: Array<KindAmount>, 
/**
 * What these cost, a figure for each currency.
 */
lost_worth: Array<MoneyText>, 
/**
 * Credits that come with it at once.
 */
gained: string, 
/**
 * Credits that can no longer be spent from then on, though they are kept.
 */
frozen: string, 
/**
 * The first payment, if its price is known.
 */
price: MoneyText | null, 
/**
 * The next refill after it, if one comes.
 */
next_refill: Refill | null, };

/**
 * What a calendar file holds.
 */
export type CalendarParts = { 
/**
 * Credit refills.
 */
refills: boolean, 
/**
 * Payments.
 */
payments: boolean, 
/**
 * Lapses.
 */
lapses: boolean, };

/**
 * A calendar file that was written.
 */
export type CalendarWritten = { 
/**
 * The name of the file.
 */
name: string, 
/**
 * Events in it.
 */
events: number, };

/**
 * The room for a chart, in CSS pixels, and how the reader likes its words and figures.
 */
export type ChartSize = { 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, 
/**
 * Its words and figures.
 */
writing: ChartWriting, };

/**
 * How words and figures of a chart are written.
 */
export type ChartWriting = { 
/**
 * Its language.
 */
language: ChartLanguage, 
/**
 * Before the decimals.
 */
decimal: string, 
/**
 * Between groups of three digits.
 */
group: string | null, };

/**
 * The languages that charts speak.
 */
export type ChartLanguage = "en" | "de";

/**
 * What a view has drawn.
 */
export type ChartQuestion = { "chart": "usage", 
/**
 * The wallet.
 */
wallet: string | null, } | { "chart": "drawing", 
/**
 * Which usage.
 */
asked: UsageAsked, 
/**
 * How it is drawn.
 */
drawing: UsageDrawing, } | { "chart": "balance", 
/**
 * The wallet.
 */
wallet: string, 
/**
 * How much of the past.
 */
period: Period, } | { "chart": "plan", 
/**
 * The plan.
 */
plan: WorkPlan, };

/**
 * How much of the past a balance chart shows.
 */
export type Period = "thirty_days" | "cycle" | "all";

/**
 * A chart and what its heading says.
 */
export type ChartView = { 
/**
 * Where its period begins.
 */
from: string, 
/**
 * Where its period ends.
 */
to: string, 
/**
 * The period ends today.
 */
recent: boolean, 
/**
 * What its values add up to, where that means something.
 */
total: string | null, 
/**
 * What that cost, a figure for each currency; empty when unknown or nothing.
 */
cost: Array<MoneyText>, 
/**
 * What to draw; none when there is nothing to show.
 */
scene: ChartScene | null, };

/**
 * A chart, laid out.
 */
export type ChartScene = { 
/**
 * What it shows, in one sentence.
 */
summary: string, 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, 
/**
 * Where the values are drawn; axes and their labels lie outside.
 */
plot: ChartFrame, 
/**
 * In drawing order.
 */
shapes: Array<ChartShape>, 
/**
 * The columns or points, from left to right.
 */
marks: Array<ChartMark>, 
/**
 * In drawing order; the first entries are the series.
 */
legend: Array<ChartKey>, 
/**
 * The same figures.
 */
table: ChartTable, };

/**
 * A rectangle by its sides.
 */
export type ChartFrame = { 
/**
 * Left side.
 */
left: number, 
/**
 * Upper side.
 */
top: number, 
/**
 * Right side.
 */
right: number, 
/**
 * Lower side.
 */
bottom: number, };

/**
 * One thing drawn. A chart has thousands: what says nothing is left out.
 */
export type ChartShape = { 
/**
 * What is drawn, and where.
 */
form: ChartForm, 
/**
 * What it is for: `grid`, `baseline`, `tick`, `bar`, `line`, `area`, `lapse`, `marker` …
 */
class: string, 
/**
 * The index of its series in the legend.
 */
series?: number | null, 
/**
 * The index of its mark.
 */
mark?: number | null, 
/**
 * The CSS variable of its inside.
 */
fill?: string | null, 
/**
 * The CSS variable of its outline.
 */
stroke?: string | null, 
/**
 * Width of its outline.
 */
stroke_width?: number | null, 
/**
 * Its opacity, where that is not 1.
 */
opacity?: number | null, 
/**
 * It will expire unused.
 */
hatched?: boolean, 
/**
 * It is not yet a fact.
 */
dashed?: boolean, };

/**
 * The form of a shape.
 */
export type ChartForm = { "form": "rect", 
/**
 * Left side.
 */
x: number, 
/**
 * Upper side.
 */
y: number, 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, } | { "form": "line", 
/**
 * Its corners.
 */
points: Array<[number, number]>, } | { "form": "area", 
/**
 * Its corners.
 */
points: Array<[number, number]>, } | { "form": "circle", 
/**
 * Its middle.
 */
x: number, 
/**
 * Its middle.
 */
y: number, 
/**
 * Its radius.
 */
radius: number, } | { "form": "text", 
/**
 * Where its anchor is.
 */
x: number, 
/**
 * Its base line.
 */
y: number, 
/**
 * `start`, `middle` or `end`: which part of it stands at `x`.
 */
anchor: string, 
/**
 * It is set semibold.
 */
strong: boolean, 
/**
 * What it says. Text, never markup.
 */
text: string, };

/**
 * A column or a point: what the tooltip says, and where it stands.
 */
export type ChartMark = { 
/**
 * Names it: the first day of a column, the day of a cell, a lot, the value of a bar.
 */
key: string, 
/**
 * Its place in words: `Mon 24 Nov 2025`.
 */
label: string, 
/**
 * Its middle.
 */
x: number, 
/**
 * Its upper end, where the tooltip points.
 */
y: number, 
/**
 * Where it begins to be the nearest.
 */
left: number, 
/**
 * Where it ceases to be the nearest.
 */
right: number, 
/**
 * Its upper and lower end, where several stand one below the other.
 */
rows: [number, number] | null, 
/**
 * The figure of each series, in the order of the legend.
 */
values: Array<string>, 
/**
 * All series together, where that means something.
 */
total: string | null, 
/**
 * What else happened there.
 */
notes: Array<string>, };

/**
 * An entry of the legend.
 */
export type ChartKey = { 
/**
 * The value that its series has in common, where usage can be chosen by it.
 */
key: string | null, 
/**
 * The opacity of its colour, where that is not 1.
 */
opacity: number | null, 
/**
 * In words.
 */
label: string, 
/**
 * The CSS variable of its colour.
 */
colour: string, 
/**
 * How the colour is shown: `solid`, `hatched`, `line`, `dot`, `ring` or `unknown`.
 */
swatch: string, 
/**
 * The total of the series, where it has one.
 */
value: string | null, };

/**
 * The figures of a chart as a table.
 */
export type ChartTable = { 
/**
 * The columns.
 */
columns: Array<ChartColumn>, 
/**
 * As many cells a row as there are columns.
 */
rows: Array<Array<string>>, 
/**
 * The last row, where a sum means something.
 */
total: Array<string> | null, };

/**
 * A column of a chart's table.
 */
export type ChartColumn = { 
/**
 * Its head.
 */
label: string, 
/**
 * It holds figures, which stand at the right.
 */
numeric: boolean, };

/**
 * What usage can be divided by and chosen by.
 */
export type UsageBy = "model" | "feature" | "action" | "member" | "project" | "client" | "provider" | "wallet" | "kind" | "weekday" | "hour" | "status";

/**
 * Only usage with one of these values; an empty text is usage without one.
 */
export type UsageOnly = { 
/**
 * Of what.
 */
by: UsageBy, 
/**
 * The values.
 */
values: Array<string>, };

/**
 * Which days are asked about, on each wallet's own calendar.
 */
export type UsageSpan = { "span": "days", 
/**
 * How many, at least 1.
 */
days: number, } | { "span": "month", 
/**
 * The month; the running one if none.
 */
month: string | null, } | { "span": "all" } | { "span": "free", 
/**
 * The first day.
 */
from: string, 
/**
 * The last day.
 */
to: string, };

/**
 * Which usage is asked about.
 */
export type UsageAsked = { 
/**
 * When it happened.
 */
span: UsageSpan, 
/**
 * Each of these holds.
 */
only: Array<UsageOnly>, };

/**
 * What is measured.
 */
export type UsageMeasure = { "measure": "credits" } | { "measure": "money", 
/**
 * ISO 4217.
 */
currency: string, } | { "measure": "count" } | { "measure": "quantity" } | { "measure": "failed" };

/**
 * How long the columns of a chart are.
 */
export type UsageStep = "day" | "week" | "month";

/**
 * A chart of usage.
 */
export type UsageDrawing = { "draw": "stacked", 
/**
 * The parts of each column.
 */
by: UsageBy, 
/**
 * What is measured.
 */
measure: UsageMeasure, 
/**
 * How long a column is.
 */
step: UsageStep, } | { "draw": "cumulative", 
/**
 * What is measured.
 */
measure: UsageMeasure, } | { "draw": "calendar", 
/**
 * What is measured.
 */
measure: UsageMeasure, } | { "draw": "week", 
/**
 * What is measured.
 */
measure: UsageMeasure, } | { "draw": "shares", 
/**
 * A bar each.
 */
by: UsageBy, 
/**
 * What is measured.
 */
measure: UsageMeasure, } | { "draw": "breakage", 
/**
 * The currency in which it is told; none for credits.
 */
currency: string | null, } | { "draw": "ladder", 
/**
 * The wallet.
 */
wallet: string, };

/**
 * Measures of some usage.
 */
export type UsageFigures = { 
/**
 * Usages.
 */
count: number, 
/**
 * Units, as far as they are known.
 */
quantity: number, 
/**
 * Credits, net of refunds.
 */
credits: string, 
/**
 * What the lots that paid cost, by currency.
 */
cost: Array<MoneyText>, 
/**
 * Of the credits, those whose cost nobody said, or that no lot covers.
 */
cost_unknown: string, 
/**
 * Of the usages, those that no rate matches: their credits are in no sum.
 */
unpriced: number, 
/**
 * Usages that failed, whatever their status is asked to be.
 */
failed: number, 
/**
 * Of those that succeeded or failed, how many in a thousand failed; none if there are none.
 */
failed_per_mille: number | null, 
/**
 * Usages that are pending.
 */
pending: number, };

/**
 * A part of usage, now and in the time before.
 */
export type UsagePart = { 
/**
 * The value that it has in common; empty for usage without one.
 */
value: string, 
/**
 * Its measures.
 */
now: UsageFigures, 
/**
 * Those of the time before; none where there is nothing to compare with.
 */
before: UsageFigures | null, 
/**
 * The CSS variable of its colour in every chart.
 */
colour: string, };

/**
 * Something whose credits went up or down most.
 */
export type UsageMover = { 
/**
 * Of what it is a value.
 */
by: UsageBy, 
/**
 * The value.
 */
value: string, 
/**
 * Credits in the time before.
 */
before: string, 
/**
 * Credits now.
 */
now: string, 
/**
 * The difference.
 */
change: string, };

/**
 * The answer.
 */
export type UsageAnswer = { 
/**
 * The first day.
 */
from: string, 
/**
 * The last day.
 */
to: string, 
/**
 * Today, on the first wallet's calendar.
 */
today: string, 
/**
 * The day of the first usage of all, and of the last; none where there is none.
 */
first: string | null, 
/**
 * As `first`.
 */
last: string | null, 
/**
 * The zones on whose calendars the days lie; one in most books.
 */
zones: Array<string>, 
/**
 * Everything that was asked for.
 */
total: UsageFigures, 
/**
 * The same in as many days before; none where the books had not begun.
 */
before: UsageFigures | null, 
/**
 * The first and last day of the time before.
 */
before_from: string, 
/**
 * As `before_from`.
 */
before_to: string, 
/**
 * The parts, the largest first; weekdays and hours in their order.
 */
parts: Array<UsagePart>, 
/**
 * How many smaller parts are left out.
 */
more_parts: number, 
/**
 * What the left-out parts are together.
 */
rest: UsageFigures, 
/**
 * What went up or down most.
 */
movers: Array<UsageMover>, 
/**
 * The currencies that any usage cost.
 */
currencies: Array<string>, };

/**
 * A failed or stuck generation for which credits are gone.
 */
export type ClaimRow = { 
/**
 * Its entry.
 */
id: string, 
/**
 * The wallet.
 */
wallet: string, 
/**
 * When it happened.
 */
at: string, 
/**
 * The same on the wallet's clock, with the difference to UTC: `2026-11-20 14:06:00 +01:00`.
 */
local: string, 
/**
 * It failed and was charged, or it is pending for too long.
 */
why: ClaimReason, 
/**
 * The action.
 */
action: string, 
/**
 * The model.
 */
model: string | null, 
/**
 * The provider's own id.
 */
external_id: string | null, 
/**
 * Who.
 */
member: string | null, 
/**
 * Credits that the provider charged or holds, less what came back; none if it told none.
 */
credits: string | null, };

/**
 * Why something is claimed.
 */
export type ClaimReason = "charged" | "pending";

/**
 * What can be claimed from one provider.
 */
export type ClaimsOf = { 
/**
 * The provider, by the word that commands use for it.
 */
provider: string, 
/**
 * Its name for a reader.
 */
provider_title: string, 
/**
 * The zones of its wallets.
 */
zones: Array<string>, 
/**
 * The claims, the latest first; at most two hundred.
 */
rows: Array<ClaimRow>, 
/**
 * All claims, also those that are not listed.
 */
count: number, 
/**
 * Credits of all of them, as far as they are known.
 */
credits: string, 
/**
 * Usages that failed in the time asked for.
 */
failed: number, 
/**
 * Of those, the ones for which the provider told no figure: nobody knows whether it charged.
 */
untold: number, 
/**
 * Of those, the ones that the provider gives back by its own rule, and their credits.
 */
by_rule: number, 
/**
 * As `by_rule`.
 */
by_rule_credits: string, 
/**
 * Refunds that were booked for usages of this time, and their credits.
 */
refunds: number, 
/**
 * As `refunds`.
 */
refunded: string, };

/**
 * Claims of all providers.
 */
export type ClaimsView = { 
/**
 * The first day.
 */
from: string, 
/**
 * The last day.
 */
to: string, 
/**
 * Hours after which something counts as not given back.
 */
hours: number, 
/**
 * Providers with failed or pending usage, the most credits first.
 */
providers: Array<ClaimsOf>, };

/**
 * The statement of a project for a month.
 */
export type Bill = { 
/**
 * The name of the books.
 */
books: string, 
/**
 * The project; empty for usage without one.
 */
project: string, 
/**
 * The month: `2026-10`.
 */
month: string, 
/**
 * The mark-up in percent: `12.5`.
 */
mark_up: string, 
/**
 * The lines, the most credits first.
 */
lines: Array<BillLine>, 
/**
 * Corrections of months that were closed before.
 */
corrections: Array<BillCorrection>, 
/**
 * Lines and corrections together.
 */
total: BillSums, 
/**
 * Usages of the month without a price: they are in no sum.
 */
unpriced: number, 
/**
 * When it was closed; none while it is open.
 */
closed: string | null, 
/**
 * The entry that closed it.
 */
entry: string | null, 
/**
 * The month is over, so that it can be closed.
 */
over: boolean, 
/**
 * The batch that just closed it, to undo.
 */
batch: string | null, };

/**
 * Usage of one sort.
 */
export type BillLine = { 
/**
 * The action.
 */
action: string, 
/**
 * The model; empty for usage without one.
 */
model: string, 
/**
 * What it adds up to.
 */
sums: BillSums, };

/**
 * What became known of a closed month after it was closed.
 */
export type BillCorrection = { 
/**
 * The closed month.
 */
month: string, 
/**
 * The difference to what was charged for it, with the mark-up of its statement.
 */
sums: BillSums, };

/**
 * What was used, and what it cost.
 */
export type BillSums = { 
/**
 * Usages; below zero where a correction takes some back.
 */
count: number, 
/**
 * Units.
 */
quantity: number, 
/**
 * Credits, net of refunds.
 */
credits: string, 
/**
 * What the lots that paid cost, by currency.
 */
cost: Array<MoneyText>, 
/**
 * Of the credits, those whose cost nobody said.
 */
cost_unknown: string, 
/**
 * The cost with the mark-up.
 */
price: Array<MoneyText>, };

/**
 * A project in a month.
 */
export type BillRow = { 
/**
 * The project; empty for usage without one.
 */
project: string, 
/**
 * Whose it is today; empty for nobody's.
 */
client: string, 
/**
 * Lines and corrections together, as charged if it is closed.
 */
total: BillSums, 
/**
 * How many closed months it corrects.
 */
corrects: number, 
/**
 * It is closed.
 */
closed: boolean, 
/**
 * The mark-up in percent.
 */
mark_up: string, };

/**
 * The statements of a month.
 */
export type BillsView = { 
/**
 * The month.
 */
month: string, 
/**
 * The month that runs.
 */
this_month: string, 
/**
 * The month of the first usage of all; none without any.
 */
first: string | null, 
/**
 * The projects, the most credits first.
 */
rows: Array<BillRow>, 
/**
 * The same by client, the most credits first.
 */
clients: Array<ClientBillRow>, };

/**
 * Whose statement is meant.
 */
export type BilledTo = { "to": "project", 
/**
 * Its name; empty for usage without one.
 */
name: string, } | { "to": "client", 
/**
 * Its name; empty for projects without one.
 */
name: string, };

/**
 * The statement of a client for a month: those of its projects.
 */
export type ClientBill = { 
/**
 * The name of the books.
 */
books: string, 
/**
 * The client; empty for projects without one.
 */
client: string, 
/**
 * The month: `2026-10`.
 */
month: string, 
/**
 * The mark-up in percent of all its open projects; none where they differ.
 */
mark_up: string | null, 
/**
 * The statements of its projects that say something, the most credits first.
 */
projects: Array<Bill>, 
/**
 * All of them together.
 */
total: BillSums, 
/**
 * Usages of the month without a price: they are in no sum.
 */
unpriced: number, 
/**
 * When the last of them was closed; none while one is open.
 */
closed: string | null, 
/**
 * The month is over, so that it can be closed.
 */
over: boolean, 
/**
 * The batch that just closed it, to undo.
 */
batch: string | null, };

/**
 * A client in a month.
 */
export type ClientBillRow = { 
/**
 * The client; empty for projects without one.
 */
client: string, 
/**
 * How many of its projects say something.
 */
projects: number, 
/**
 * What they say together.
 */
total: BillSums, 
/**
 * How many closed months they correct.
 */
corrects: number, 
/**
 * Each of them is closed.
 */
closed: boolean, };

/**
 * A provider of the catalog.
 */
export type ProviderCard = { 
/**
 * Its id in the catalog.
 */
id: string, 
/**
 * Its name for a reader.
 */
title: string, 
/**
 * The zone of its days, where its pages say so.
 */
zone: string | null, 
/**
 * Its plans.
 */
plans: Array<PlanCard>, 
/**
 * Its bundles.
 */
bundles: Array<BundleCard>, 
/**
 * How many rates its rate card has.
 */
rates: number, 
/**
 * Rules that its pages leave open, to be answered for each wallet.
 */
readings: Array<Reading>, 
/**
 * The page that its facts come from.
 */
source: string | null, 
/**
 * The day on which that page was read: `2026-11-20`.
 */
read_on: string | null, 
/**
 * The studio's own file, not one shipped with the program.
 */
own: boolean, };

/**
 * A plan for sale.
 */
export type PlanCard = { 
/**
 * Its id at the provider.
 */
id: string, 
/**
 * Its name for a reader.
 */
title: string, 
/**
 * Credits of a cycle; none where the pages give no figure and the user must.
 */
credits: string | null, 
/**
 * What a billing period costs; none where the pages give no figure.
 */
price: MoneyText | null, 
/**
 * How often credits are refilled, in words: `monthly`.
 */
refills: string, 
/**
 * How it can be paid, the usual way first.
 */
billing: Array<PlanBilling>, };

/**
 * A way to pay a plan.
 */
export type PlanBilling = { 
/**
 * `weekly`, `monthly`, `quarterly` or `yearly`.
 */
every: string, 
/**
 * What one payment is, if it is published.
 */
price: MoneyText | null, };

/**
 * Credits for sale once.
 */
export type BundleCard = { 
/**
 * Its id at the provider.
 */
id: string, 
/**
 * Its name for a reader.
 */
title: string, 
/**
 * Its credits; none where the pages give no figure.
 */
credits: string | null, 
/**
 * Its price; none where the pages give no figure.
 */
price: MoneyText | null, };

/**
 * A rule that can be read in several ways.
 */
export type Reading = { 
/**
 * Its key in the provider's file.
 */
id: string, 
/**
 * The question, as a sentence.
 */
question: string, 
/**
 * The answers; the first is the one assumed unless another is chosen.
 */
options: Array<ReadingOption>, };

/**
 * One way to read a rule.
 */
export type ReadingOption = { 
/**
 * Its key in the provider's file.
 */
id: string, 
/**
 * What it means, in words.
 */
text: string, };

/**
 * The answer that was chosen.
 */
export type ReadingChoice = { 
/**
 * The key of the reading.
 */
reading: string, 
/**
 * The key of the option.
 */
option: string, };

/**
 * A wallet to add.
 */
export type NewWallet = { 
/**
 * Its name.
 */
name: string, 
/**
 * The id of its provider.
 */
provider: string, 
/**
 * Its IANA zone.
 */
zone: string, 
/**
 * Credits that are in it now and belong to no plan; none or empty for none. As typed: the
 * use-case reads it and says what is wrong with it.
 */
opening: string | null, 
/**
 * The plan that is subscribed.
 */
subscription: NewSubscription | null, 
/**
 * Answers to the provider's readings; the assumed one for each that is missing.
 */
readings: Array<ReadingChoice>, };

/**
 * A plan to subscribe to together with the wallet.
 */
export type NewSubscription = { 
/**
 * The id of the plan.
 */
plan: string, 
/**
 * Since when, as typed: a date or a local time in the wallet's zone; none is now.
 */
since: string | null, 
/**
 * Credits of a cycle, where the plan leaves them open or they differ. As typed.
 */
credits: string | null, 
/**
 * What a billing period costs, where the plan leaves it open or it differs: `20.00 EUR`. As
 * typed.
 */
price: string | null, };

/**
 * The file as it is read with a mapping.
 */
export type ImportPreview = { 
/**
 * How it is written, in words: `CSV with commas, UTF-8`.
 */
format: string, 
/**
 * Its size in bytes.
 */
bytes: number, 
/**
 * Its columns, in their order.
 */
columns: Array<Column>, 
/**
 * The first rows as they stand, a text for each column; at most eight.
 */
rows: Array<Array<string>>, 
/**
 * The fields to choose from.
 */
fields: Array<ImportField>, 
/**
 * The mapping that was used: the one given, else the guessed one.
 */
mapping: ImportMapping, 
/**
 * How the file is written, and what says so.
 */
found: FoundReading, 
/**
 * What became of the columns since a log of this provider was last imported; none if this is
 * the first of its kind.
 */
header: HeaderNews | null, 
/**
 * What still stands in the way, as sentences; empty when the import can run.
 */
missing: Array<string>, };

/**
 * A column of the file.
 */
export type Column = { 
/**
 * Its name in the header, or the key in JSON.
 */
name: string, 
/**
 * The field that it was guessed to be; none is kept with the row but not read.
 */
guess: string | null, };

/**
 * A field of a usage that a column can be mapped to. A setting is a field of its own by name.
 */
export type ImportField = { 
/**
 * Its name: `at`, `action`, `model`, `quantity`, `member`, `set.resolution` …
 */
name: string, };

/**
 * How the columns are read.
 */
export type ImportMapping = { 
/**
 * Fields taken from columns.
 */
columns: Array<FieldColumn>, 
/**
 * Fields with the same value in every row.
 */
constants: Array<FieldValue>, 
/**
 * Values that are translated before they are read.
 */
values: Array<ValueChange>, 
/**
 * What the user says of how the file is written.
 */
reading: FileReading, };

/**
 * A field taken from a column.
 */
export type FieldColumn = { 
/**
 * The field.
 */
field: string, 
/**
 * The column.
 */
column: string, };

/**
 * A field with one value.
 */
export type FieldValue = { 
/**
 * The field.
 */
field: string, 
/**
 * The value.
 */
value: string, };

/**
 * A value that stands for another.
 */
export type ValueChange = { 
/**
 * The field.
 */
field: string, 
/**
 * What stands in the file.
 */
from: string, 
/**
 * What it means.
 */
to: string, };

/**
 * Members or projects.
 */
export type NameKind = "member" | "project";

/**
 * What is to be said about a member or a project.
 */
export type NameEdit = { "what": "add" } | { "what": "rename", 
/**
 * The new name.
 */
to: string, } | { "what": "merge", 
/**
 * The other.
 */
into: string, } | { "what": "archive" } | { "what": "restore" } | { "what": "limit", 
/**
 * In this wallet; in all if none.
 */
wallet: string | null, 
/**
 * As typed; no limit if none or empty.
 */
credits: string | null, } | { "what": "budget", 
/**
 * As typed.
 */
credits: string | null, 
/**
 * As typed, with its currency: `120.00 EUR`.
 */
money: string | null, 
/**
 * Each month anew, rather than for the whole project.
 */
monthly: boolean, } | { "what": "client", 
/**
 * As typed; nobody's in particular if none or empty.
 */
client: string | null, };

/**
 * What was said.
 */
export type NameSaid = { 
/**
 * The batch, for an undo.
 */
batch: string, };

/**
 * Members and projects with what they used in a calendar month.
 */
export type PeopleView = { 
/**
 * The month, on each wallet's own wall: `2026-11`.
 */
month: string, 
/**
 * The running month.
 */
this_month: string, 
/**
 * The month of the last usage; none where there is no usage.
 */
latest: string | null, 
/**
 * The members: who used most in the month first, archived ones last.
 */
members: Array<MemberRow>, 
/**
 * The projects, in the same order.
 */
projects: Array<ProjectRow>, 
/**
 * The clients that projects have, by their names.
 */
clients: Array<string>, 
/**
 * What was used in the month without a member.
 */
no_member: string, 
/**
 * What was used in the month without a project.
 */
no_project: string, 
/**
 * The wallets, for a limit in one of them.
 */
wallets: Array<string>, 
/**
 * The currencies in which something was paid, the one with most lots first.
 */
currencies: Array<string>, };

/**
 * How much is left of a limit or budget.
 */
export type Standing = "within" | "close" | "over";

/**
 * A member.
 */
export type MemberRow = { 
/**
 * The name and its usage.
 */
named: NamedRow, 
/**
 * What they may use in the month.
 */
limits: Array<LimitRow>, };

/**
 * A project.
 */
export type ProjectRow = { 
/**
 * The name and its usage.
 */
named: NamedRow, 
/**
 * Whose it is, where somebody said. Text from users: never markup.
 */
client: string | null, 
/**
 * What the lots that paid cost, over all time.
 */
cost: Array<MoneyText>, 
/**
 * Of the credits used, those whose price nobody said.
 */
cost_unknown: string, 
/**
 * What it may use.
 */
budget: BudgetRow | null, };

/**
 * What is common to a member and a project.
 */
export type NamedRow = { 
/**
 * The name of today. Text from users: never markup.
 */
name: string, 
/**
 * Its other names: earlier ones, and spellings that were merged.
 */
also: Array<string>, 
/**
 * It is no longer suggested.
 */
archived: boolean, 
/**
 * A name with more usage that is spelt nearly alike.
 */
looks_like: string | null, 
/**
 * What it used in the month, net of refunds, with what it holds.
 */
used: string, 
/**
 * The same over all time.
 */
used_ever: string, 
/**
 * Usages over all time that have no price yet: they are in no sum.
 */
unpriced: number, 
/**
 * When it was used last.
 */
last_used: string | null, };

/**
 * The limit of a member's month.
 */
export type LimitRow = { 
/**
 * In this wallet; in all if none.
 */
wallet: string | null, 
/**
 * The limit.
 */
limit: string, 
/**
 * What was used of it.
 */
used: string, 
/**
 * What is left of it, never below zero.
 */
left: string, 
/**
 * How much of it is used, in percent.
 */
percent: number, 
/**
 * How it stands.
 */
standing: Standing, 
/**
 * When the next month begins.
 */
anew: string, };

/**
 * A project's budget; its figures are all in credits or all in money.
 */
export type BudgetRow = { 
/**
 * Each month anew, rather than for the whole project.
 */
monthly: boolean, 
/**
 * What may be used.
 */
budget: string, 
/**
 * What was used.
 */
used: string, 
/**
 * What is left, below zero where more was used.
 */
left: string, 
/**
 * The currency of the three, ISO 4217; credits if none.
 */
currency: string | null, 
/**
 * How much of it is used, in percent.
 */
percent: number, 
/**
 * How it stands.
 */
standing: Standing, 
/**
 * In money: the credits used in that time whose price nobody said. They are not in what was used.
 */
cost_unknown: string, };

/**
 * The view of rates: every provider, and one of them in full.
 */
export type RatesView = { 
/**
 * When it was read.
 */
at: string, 
/**
 * The providers, those with wallets first.
 */
providers: Array<RatesProvider>, 
/**
 * The one that was asked for, or the one that most needs a look.
 */
page: RatesPage, };

/**
 * A provider in the list of rate cards.
 */
export type RatesProvider = { 
/**
 * Its word.
 */
id: string, 
/**
 * Its name for a reader.
 */
title: string, 
/**
 * The studio's own file.
 */
own: boolean, 
/**
 * Its wallets.
 */
wallets: Array<string>, 
/**
 * Usages that wait for a rate.
 */
unpriced: number, 
/**
 * Usages for which the provider charged something else than its rates say.
 */
differing: number, };

/**
 * A provider's rate card in full.
 */
export type RatesPage = { 
/**
 * Its word.
 */
id: string, 
/**
 * Its name for a reader.
 */
title: string, 
/**
 * What it calls its credits.
 */
unit: string, 
/**
 * The zone of its dates.
 */
zone: string, 
/**
 * The studio's own file counts.
 */
own: boolean, 
/**
 * A file of this name came with the program.
 */
shipped: boolean, 
/**
 * Its wallets, and how each of them reads what the pages leave open.
 */
wallets: Array<WalletReadings>, 
/**
 * The rows of its card, in the order of the file.
 */
rows: Array<RateRow>, 
/**
 * Usages that wait for a rate.
 */
unpriced: Array<UnpricedGroup>, 
/**
 * Usages without a price whose quantity is not known yet.
 */
without_quantity: number, 
/**
 * Where the provider charged something else than its rates say.
 */
drift: Array<DriftGroup>, 
/**
 * What its pages leave open.
 */
questions: Array<OpenQuestion>, 
/**
 * What its pages say and no rule can hold, or where they contradict each other.
 */
notes: Array<RateNote>, 
/**
 * The pages that the facts come from.
 */
pages: Array<RatePage>, 
/**
 * Its plans, with what is open about them.
 */
plans: Array<OpenPlan>, 
/**
 * The features, actions, models and tags that it knows.
 */
known: KnownWords, };

/**
 * A wallet, and how it reads what the pages leave open.
 */
export type WalletReadings = { 
/**
 * Its name.
 */
wallet: string, 
/**
 * The answer in force to each question, by the keys of both.
 */
answers: Array<[string, string]>, };

/**
 * Where a row stands in time.
 */
export type RatePhase = "past" | "in_force" | "coming";

/**
 * A row of a rate card.
 */
export type RateRow = { 
/**
 * Its line in the file.
 */
line: number, 
/**
 * The feature that it counts under.
 */
feature: string | null, 
/**
 * The actions that agree; none is any.
 */
actions: Array<string>, 
/**
 * The models that agree; none is any, an empty one is usage that names none.
 */
models: Array<string>, 
/**
 * The settings that must agree, each with the values that do; an empty one is its absence.
 */
settings: Array<SettingValues>, 
/**
 * Credits of one result, or of one step; none where there is no figure.
 */
credits: string | null, 
/**
 * The setting that is measured, and the length of a step.
 */
per: [string, string] | null, 
/**
 * What settings add.
 */
add: Array<[string, string]>, 
/**
 * In force from then on.
 */
from: string | null, 
/**
 * Until then: its own end, or the beginning of the row that took its place.
 */
until: string | null, 
/**
 * Where it stands now.
 */
phase: RatePhase, 
/**
 * Labels that lots may be barred from.
 */
tags: Array<string>, 
/**
 * The address of the page that says so.
 */
source: string | null, 
/**
 * The day on which it was read.
 */
read_on: string | null, 
/**
 * What the page leaves open.
 */
note: string | null, };

/**
 * A setting with the values that agree.
 */
export type SettingValues = { 
/**
 * Its name.
 */
name: string, 
/**
 * The values.
 */
values: Array<string>, };

/**
 * Usages alike that no rate matches.
 */
export type UnpricedGroup = { 
/**
 * The action; empty for none.
 */
action: string, 
/**
 * The model.
 */
model: string | null, 
/**
 * The settings.
 */
settings: Array<[string, string]>, 
/**
 * How many usages.
 */
count: number, 
/**
 * How many results they have together.
 */
quantity: string, 
/**
 * When the first happened.
 */
first: string, 
/**
 * When the last happened.
 */
last: string, 
/**
 * Why there is no price.
 */
why: string, 
/**
 * The setting whose absence is the reason.
 */
missing: string | null, };

/**
 * Usages alike for which the provider charged something else than its rates say.
 */
export type DriftGroup = { 
/**
 * The action; empty for none.
 */
action: string, 
/**
 * The model.
 */
model: string | null, 
/**
 * The settings that they have in common with the rule, or all where there is none.
 */
settings: Array<[string, string]>, 
/**
 * How many usages.
 */
count: number, 
/**
 * When the first happened.
 */
first: string, 
/**
 * When the last happened.
 */
last: string, 
/**
 * What was charged for one result, or one step of it; none where it does not come out even.
 */
charged: string | null, 
/**
 * What the rule says for it; none where no rule holds any more.
 */
ruled: string | null, 
/**
 * What is measured, where the rule counts steps of a setting.
 */
per: [string, string] | null, 
/**
 * A dated rate that would agree with what was charged; none where other usages of that time
 * agree with the rule as it is.
 */
proposal: RateDraft | null, };

/**
 * A question that the pages leave open.
 */
export type OpenQuestion = { 
/**
 * Its key.
 */
id: string, 
/**
 * The question.
 */
question: string, 
/**
 * The key of the answer that is assumed.
 */
assumed: string, 
/**
 * The answers, by key and words.
 */
answers: Array<[string, string]>, 
/**
 * The page that leaves it open.
 */
source: string | null, };

/**
 * A statement for people.
 */
export type RateNote = { 
/**
 * The statement.
 */
text: string, 
/**
 * The page that makes it.
 */
source: string | null, };

/**
 * A page that facts come from.
 */
export type RatePage = { 
/**
 * Its address.
 */
url: string, 
/**
 * The day on which it was read.
 */
read_on: string, };

/**
 * A plan, and what is open about it.
 */
export type OpenPlan = { 
/**
 * Its key.
 */
id: string, 
/**
 * Its name for a reader.
 */
title: string, 
/**
 * Credits of a refill; none where the file leaves it open.
 */
credits: string | null, 
/**
 * What a payment costs; none where the file leaves it open.
 */
price: MoneyText | null, 
/**
 * How often it is paid, as a word: `monthly`.
 */
billing: string, };

/**
 * The words that a rate card knows.
 */
export type KnownWords = { 
/**
 * Features.
 */
features: Array<string>, 
/**
 * Actions.
 */
actions: Array<string>, 
/**
 * Models.
 */
models: Array<string>, 
/**
 * Settings, with the values that the card names.
 */
settings: Array<SettingValues>, 
/**
 * Tags.
 */
tags: Array<string>, };

/**
 * A job to be priced, as typed.
 */
export type RateQuestion = { 
/**
 * The action.
 */
action: string, 
/**
 * The model.
 */
model: string | null, 
/**
 * The settings.
 */
settings: Array<[string, string]>, 
/**
 * How many results; empty is one.
 */
quantity: string | null, 
/**
 * When, in the provider's zone; empty is now.
 */
at: string | null, };

/**
 * What a job would cost, and why.
 */
export type RateAnswer = { 
/**
 * When it was asked for.
 */
at: string, 
/**
 * How many results.
 */
quantity: string, 
/**
 * Credits of all of them; none where there is no price.
 */
credits: string | null, 
/**
 * Credits of one result.
 */
unit: string | null, 
/**
 * Why there is no price.
 */
why_not: string | null, 
/**
 * The rates for the action and the model, the one that applies first.
 */
rates: Array<RateStanding>, 
/**
 * How many more there are.
 */
more: number, };

/**
 * A rate, and how it stands towards the job.
 */
export type RateStanding = { 
/**
 * The rate.
 */
rate: RateRow, 
/**
 * How many keys it names.
 */
keys: number, 
/**
 * How it stands.
 */
standing: RateFit, 
/**
 * When it begins or ended, where that is the reason.
 */
when: string | null, 
/**
 * The setting that does not agree, where that is the reason.
 */
setting: string | null, 
/**
 * What the rate asks of it.
 */
wants: string | null, 
/**
 * What the job has.
 */
has: string | null, };

/**
 * How a rate stands towards a job.
 */
export type RateFit = "applies" | "fewer_keys" | "earlier" | "not_yet" | "no_longer" | "setting";

/**
 * A row of a rate card, as typed.
 */
export type RateDraft = { 
/**
 * The feature.
 */
feature: string, 
/**
 * The actions that agree; none is any.
 */
actions: Array<string>, 
/**
 * The models that agree; none is any, an empty one is usage that names none.
 */
models: Array<string>, 
/**
 * The settings that must agree.
 */
settings: Array<SettingValues>, 
/**
 * Credits; empty where there is no figure.
 */
credits: string, 
/**
 * The setting that is measured; empty for none.
 */
per_setting: string, 
/**
 * The length of a step.
 */
per_step: string, 
/**
 * What settings add.
 */
add: Array<[string, string]>, 
/**
 * From when on, in the provider's zone; empty is always.
 */
from: string, 
/**
 * Until when; empty is for good.
 */
to: string, 
/**
 * Labels that lots may be barred from.
 */
tags: Array<string>, 
/**
 * The address of the page that says so.
 */
source: string, 
/**
 * For people.
 */
note: string, 
/**
 * The line of the row that it follows in the file.
 */
after: number | null, };

/**
 * What came of a change to a provider's file.
 */
export type FileSaved = { 
/**
 * The word of the provider.
 */
provider: string, 
/**
 * Its name for a reader.
 */
title: string, 
/**
 * How many rates it has now.
 */
rates: number, 
/**
 * Usages that had no price and have one now.
 */
priced: number, 
/**
 * The batch; none where the books hold this very file.
 */
batch: string | null, };

/**
 * What a text would be as a provider's file.
 */
export type FileReport = { 
/**
 * The word of the provider; none where the file cannot be used.
 */
provider: string | null, 
/**
 * Its name for a reader.
 */
title: string | null, 
/**
 * How many plans, bundles and rates it has.
 */
counts: [number, number, number], 
/**
 * What it would take the place of.
 */
replaces: FileReplaced, 
/**
 * All that is wrong with it, in the order of the lines.
 */
problems: Array<FileProblem>, };

/**
 * What a file takes the place of.
 */
export type FileReplaced = "nothing" | "shipped" | "own" | "itself";

/**
 * What is wrong with a file.
 */
export type FileProblem = { 
/**
 * The line, from 1.
 */
line: number, 
/**
 * The field: `rate.credits`.
 */
field: string, 
/**
 * What is wrong with it and what to write.
 */
message: string, };

/**
 * A provider that is being described, as typed.
 */
export type ProviderDraft = { 
/**
 * Its name.
 */
title: string, 
/**
 * Its word in commands; empty is one made from the name.
 */
name: string, 
/**
 * What it calls its credits; empty is credits.
 */
unit: string, 
/**
 * The currency of prices without one: `EUR`.
 */
currency: string, 
/**
 * The zone of its days; empty is UTC.
 */
zone: string, 
/**
 * The page that says all this.
 */
source: string, 
/**
 * A failed generation is charged and given back at once.
 */
charged_and_refunded: boolean, 
/**
 * Free credits; empty is none.
 */
free: string, 
/**
 * How often they come: `day`, `week` or `month`.
 */
free_every: string, 
/**
 * Its plans.
 */
plans: Array<PlanDraft>, 
/**
 * It sells credits beside its plans.
 */
topups: boolean, 
/**
 * How many months bought credits live; empty is for ever.
 */
topup_months: string, 
/**
 * They can only be bought while a subscription runs.
 */
topup_needs_plan: boolean, 
/**
 * What is for sale once.
 */
bundles: Array<BundleDraft>, 
/**
 * Its prices.
 */
rates: Array<RateDraft>, };

/**
 * A plan of a draft, as typed.
 */
export type PlanDraft = { 
/**
 * Its name.
 */
title: string, 
/**
 * Credits of a refill; empty is not known.
 */
credits: string, 
/**
 * What a payment costs; empty is not known.
 */
price: string, 
/**
 * `weekly`, `monthly`, `quarterly` or `yearly`.
 */
billing: string, 
/**
 * What becomes of credits that are left: `lapse`, `cycles` or `stay`.
 */
unused: string, 
/**
 * How many cycles they live.
 */
cycles: string, };

/**
 * A bundle of a draft, as typed.
 */
export type BundleDraft = { 
/**
 * Its name.
 */
title: string, 
/**
 * Its credits.
 */
credits: string, 
/**
 * Its price; empty is not known.
 */
price: string, };

/**
 * A draft that was checked.
 */
export type DraftReport = { 
/**
 * The word that it would have in commands.
 */
provider: string, 
/**
 * The file that it makes; none where something typed cannot be read.
 */
file: string | null, 
/**
 * What is wrong with it, by field of the form: `plans.0.title`.
 */
problems: Array<FieldProblem>, };

/**
 * What is wrong with a field.
 */
export type FieldProblem = { 
/**
 * The field.
 */
field: string, 
/**
 * What is wrong with it and what to write.
 */
message: string, };

/**
 * The books that lie open. Paths are only shown: no view hands one back.
 */
export type BooksState = { 
/**
 * Their file's name without its ending.
 */
name: string, 
/**
 * Where they lie.
 */
path: string, 
/**
 * These are the sample books.
 */
sample: boolean, 
/**
 * Their size on disk, in bytes.
 */
bytes: number, 
/**
 * Entries of the journal.
 */
entries: number, 
/**
 * Wallets.
 */
wallets: number, 
/**
 * The service that keeps this folder in step between computers, where its name tells one.
 */
synced_by: string | null, 
/**
 * Books that were open lately, the latest first, without these.
 */
recent: Array<RecentBooks>, 
/**
 * The backups that are made without being asked for.
 */
backups: BackupState, };

/**
 * Books that were open lately.
 */
export type RecentBooks = { 
/**
 * By which they are chosen.
 */
id: string, 
/**
 * Their file's name without its ending.
 */
name: string, 
/**
 * The folder in which they lie.
 */
folder: string, 
/**
 * They are still there.
 */
there: boolean, };

/**
 * How it stands with the backups of these books.
 */
export type BackupState = { 
/**
 * They are made without being asked for.
 */
on: boolean, 
/**
 * Where they lie.
 */
folder: string, 
/**
 * When the latest was made.
 */
last_made_at: string | null, 
/**
 * Why the last attempt failed, as a sentence.
 */
failing: string | null, };

/**
 * A backup.
 */
export type BackupCard = { 
/**
 * By which it is chosen.
 */
id: string, 
/**
 * The name of its file.
 */
file: string, 
/**
 * Why it was made.
 */
reason: BackupReason, 
/**
 * When it was made; none where its name does not tell.
 */
made_at: string | null, 
/**
 * Its size, in bytes.
 */
bytes: number, 
/**
 * Entries in it; none where it cannot be read.
 */
entries: number | null, 
/**
 * Wallets in it; none where it cannot be read.
 */
wallets: number | null, 
/**
 * When the last of its entries was recorded.
 */
last_recorded_at: string | null, 
/**
 * Why it cannot be restored, as a sentence.
 */
problem: string | null, };

/**
 * Why a backup was made.
 */
export type BackupReason = "kept" | "before_restore" | "before_update" | "chosen";

/**
 * A backup that took the place of the books.
 */
export type RestoredBooks = { 
/**
 * Entries in the books now.
 */
entries: number, 
/**
 * Wallets in the books now.
 */
wallets: number, 
/**
 * The name of the file in which the books that were there before are kept.
 */
kept: string | null, };

/**
 * Books that were moved.
 */
export type MovedBooks = { 
/**
 * Where they lie now.
 */
path: string, 
/**
 * Where the old file lies.
 */
kept: string, };

/**
 * What a check of the books found.
 */
export type BooksCheck = { 
/**
 * Entries that were replayed.
 */
entries: number, 
/**
 * Of these, usages.
 */
usages: number, 
/**
 * Wallets that were compared.
 */
wallets: number, 
/**
 * What does not agree, as sentences; the first ones of each sort.
 */
findings: Array<string>, 
/**
 * How much was found in all.
 */
found: number, };

/**
 * A file that was written.
 */
export type WrittenFile = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its size, in bytes.
 */
bytes: number, };

/**
 * The format of an export.
 */
export type BooksFormat = "csv" | "json" | "hledger" | "beancount";

/**
 * An import mapping that is kept by name.
 */
export type MappingCard = { 
/**
 * Its name.
 */
name: string, 
/**
 * Which column fills which field, as `field`, `column`.
 */
columns: Array<[string, string]>, 
/**
 * What a field is in every row, as `field`, `value`.
 */
constants: Array<[string, string]>, 
/**
 * Values that are translated.
 */
values: number, };

/**
 * How the columns of a kind of log were read the last time.
 */
export type LearnedMapping = { 
/**
 * The word of the provider whose log it is.
 */
provider: string, 
/**
 * What the provider is called.
 */
title: string, 
/**
 * All columns of the log, in their order.
 */
headers: Array<string>, 
/**
 * Which column fills which field, as `field`, `column`.
 */
columns: Array<[string, string]>, 
/**
 * When a log was read so the last time.
 */
used_at: string, };

/**
 * What the program says of itself.
 */
export type About = { 
/**
 * The version of the program.
 */
version: string, 
/**
 * The version of the books that it writes.
 */
books_version: number, 
/**
 * The system that it was built for: `linux x86_64`.
 */
system: string, 
/**
 * The web view that shows the window, with its version.
 */
web_view: string, 
/**
 * Where the settings lie.
 */
settings_folder: string, 
/**
 * Where the logs lie.
 */
logs_folder: string, 
/**
 * The program starts when the reader logs in.
 */
starts_at_login: boolean, 
/**
 * The system has a menu bar that Bursar fills.
 */
has_menu: boolean, };

/**
 * Which connections to a network the program holds at this moment.
 */
export type NetworkCheck = { 
/**
 * Programs of Bursar that were looked at; none where this system does not let them be seen.
 */
programs: number | null, 
/**
 * The far ends of their connections.
 */
connections: Array<string>, };

/**
 * What the user says of how a file is written; what is left out is found out.
 */
export type FileReading = { 
/**
 * The sign between two cells: one character, or `tab`.
 */
delimiter: string | null, 
/**
 * `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`.
 */
encoding: string | null, 
/**
 * The sign before the decimals: `point` or `comma`.
 */
decimal: string | null, 
/**
 * `day_first` or `month_first`.
 */
date_order: string | null, };

/**
 * How a file is written.
 */
export type FoundReading = { 
/**
 * The sign between two cells; none in JSON.
 */
delimiter: FoundDelimiter | null, 
/**
 * The name of its encoding.
 */
encoding: string, 
/**
 * The encoding is a guess, since the file is not UTF-8.
 */
encoding_is_guessed: boolean, 
/**
 * The sign before the decimals.
 */
decimal: FoundSign, 
/**
 * Which comes first in dates such as 03/04/2026.
 */
date_order: FoundSign, };

/**
 * The sign between two cells.
 */
export type FoundDelimiter = { 
/**
 * One character, or `tab`.
 */
sign: string, 
/**
 * The cells of the headers.
 */
columns: number, 
/**
 * Of the first records, those with as many cells.
 */
alike: number, 
/**
 * The first records that were looked at.
 */
looked_at: number, };

/**
 * One of two ways of writing.
 */
export type FoundSign = { 
/**
 * Which it is; none where nothing in the file depends on it, or where it is asked.
 */
value: string | null, 
/**
 * A cell that says so.
 */
because: CellSample | null, 
/**
 * What must be answered before the import can run.
 */
question: TwoReadings | null, };

/**
 * A cell of the file.
 */
export type CellSample = { 
/**
 * Its line, the first being 1.
 */
line: number, 
/**
 * The field that it fills.
 */
field: string, 
/**
 * What stands there, shortened.
 */
text: string, };

/**
 * A cell that can be read in two ways.
 */
export type TwoReadings = { 
/**
 * The cell.
 */
cell: CellSample, 
/**
 * What it is with a decimal point, or with the day first: a plain number, a date.
 */
first: string, 
/**
 * What it is with a decimal comma, or with the month first.
 */
second: string, };

/**
 * What became of the columns since the last log of this kind.
 */
export type HeaderNews = { 
/**
 * They are the same.
 */
same: boolean, 
/**
 * When they were last read so.
 */
used_at: string, 
/**
 * Columns that were not there.
 */
new: Array<string>, 
/**
 * Columns that are no longer there.
 */
gone: Array<GoneColumn>, };

/**
 * A column that is no longer there.
 */
export type GoneColumn = { 
/**
 * Its name.
 */
column: string, 
/**
 * The field that it filled, if it filled one.
 */
field: string | null, };

/**
 * What an import is doing.
 */
export type ImportPhase = "reading" | "booking" | "saving";

/**
 * How far an import is.
 */
export type ImportProgress = { 
/**
 * What it is doing.
 */
phase: ImportPhase, 
/**
 * Rows read or booked so far in this phase.
 */
rows: number, 
/**
 * How much of the phase is done, in parts of a thousand; none where that is not known.
 */
permille: number | null, };

/**
 * What came of an import, or would come of it.
 */
export type ImportResult = { 
/**
 * Rows read: added, already there, rejected and left out together.
 */
read: number, 
/**
 * Rows added: charged, held, failed and unpriced together.
 */
added: number, 
/**
 * Rows that the books already held.
 */
already_there: number, 
/**
 * Rows that could not be read.
 */
rejected: number, 
/**
 * New rows that are left out, because they are not ticked or were left out for ever.
 */
left_out: number, 
/**
 * Usages that were charged.
 */
charged: number, 
/**
 * Pending usages that hold credits.
 */
held: number, 
/**
 * Failed usages.
 */
failed: number, 
/**
 * Usages that no rate matches.
 */
unpriced: number, 
/**
 * Credits charged.
 */
credits: string, 
/**
 * Credits held.
 */
held_credits: string, 
/**
 * Credits charged that no lot covers.
 */
uncovered: string, 
/**
 * The rejected rows, in the order of the file; at most two hundred.
 */
errors: Array<RejectedRow>, 
/**
 * How many rows have which fate, in a look at a file.
 */
fates: Array<FateTally>, 
/**
 * The import of the very same file, where one still counts.
 */
imported_before: ImportedBefore | null, 
/**
 * The batch, to undo it; none when nothing was added or in a dry run.
 */
batch: string | null, };

/**
 * A row that could not be read.
 */
export type RejectedRow = { 
/**
 * Its line in the file, the first being 1.
 */
line: number, 
/**
 * The field that is wrong, if one is.
 */
field: string | null, 
/**
 * What stands there, shortened.
 */
value: string | null, 
/**
 * What is wrong with it and what to do, as a sentence.
 */
message: string, };

/**
 * What was undone.
 */
export type Undone = { 
/**
 * What it was: `import of 214 rows from photoroom-usage.csv`.
 */
title: string, 
/**
 * How many entries no longer count.
 */
entries: number, };

/**
 * What becomes of a row.
 */
export type ImportFate = "new" | "twin" | "left_out" | "already_there" | "conflict" | "rejected";

/**
 * How many rows have a fate.
 */
export type FateTally = { 
/**
 * The fate.
 */
fate: ImportFate, 
/**
 * The rows that have it.
 */
rows: number, 
/**
 * Those that are ticked.
 */
ticked: number, };

/**
 * An earlier import of the same file.
 */
export type ImportedBefore = { 
/**
 * When.
 */
at: string, 
/**
 * The name that it had.
 */
file: string, };

/**
 * Rows to tick or untick. Those that are not open to a choice stay as they are.
 */
export type ImportTicks = { 
/**
 * The places of the rows; none is all rows of the fate.
 */
places: Array<number> | null, 
/**
 * The fate whose rows are meant; none is every fate.
 */
fate: ImportFate | null, 
/**
 * Ticked or not.
 */
ticked: boolean, };

/**
 * A row of the file.
 */
export type ImportRow = { 
/**
 * Its place among the rows, from 0; by it the row is ticked.
 */
place: number, 
/**
 * Its line in the file, the first being 1.
 */
line: number, 
/**
 * What becomes of it.
 */
fate: ImportFate, 
/**
 * Whether it is added.
 */
ticked: boolean, 
/**
 * When it happened; none for a row that cannot be read.
 */
at: string | null, 
/**
 * The provider's id.
 */
id: string | null, 
/**
 * What was done.
 */
action: string | null, 
/**
 * With which model.
 */
model: string | null, 
/**
 * Who did it.
 */
member: string | null, 
/**
 * For which project.
 */
project: string | null, 
/**
 * How many; none if unknown.
 */
quantity: number | null, 
/**
 * `succeeded`, `failed` or `pending`.
 */
status: string | null, 
/**
 * What it costs; none if unknown.
 */
credits: string | null, 
/**
 * The field that is wrong.
 */
field: string | null, 
/**
 * What stands there, shortened.
 */
value: string | null, 
/**
 * Why it cannot be added, as a sentence.
 */
message: string | null, 
/**
 * The entry of the books that it is like.
 */
twin: TwinEntry | null, };

/**
 * An entry of the books that a row is like.
 */
export type TwinEntry = { 
/**
 * Its id in the journal.
 */
entry: string, 
/**
 * Typed, rather than imported.
 */
typed: boolean, 
/**
 * When it happened.
 */
at: string, 
/**
 * When it was entered.
 */
recorded_at: string, 
/**
 * The provider's id.
 */
id: string | null, 
/**
 * What was done.
 */
action: string | null, 
/**
 * With which model.
 */
model: string | null, 
/**
 * Who did it.
 */
member: string | null, 
/**
 * For which project.
 */
project: string | null, 
/**
 * How many; none if unknown.
 */
quantity: number | null, 
/**
 * What it cost; none if unknown.
 */
credits: string | null, };

/**
 * A page of the imports that were made.
 */
export type ImportHistory = { 
/**
 * The imports, the last one first.
 */
imports: Array<PastImportRow>, 
/**
 * The cursor of the next page; none if there is none.
 */
more: string | null, };

/**
 * An import that was made.
 */
export type PastImportRow = { 
/**
 * Its batch, by which it is taken back.
 */
batch: string, 
/**
 * The wallet it went into.
 */
wallet: string | null, 
/**
 * When it was made.
 */
at: string, 
/**
 * The name of its file.
 */
file: string, 
/**
 * The hash of the file, in hexadecimal digits.
 */
hash: string, 
/**
 * The rows of the file.
 */
rows: number, 
/**
 * Those that were added.
 */
added: number, 
/**
 * Those that the books held; none if that was not kept.
 */
already_there: number | null, 
/**
 * Those that could not be read; none if that was not kept.
 */
rejected: number | null, 
/**
 * Those that were left out; none if that was not kept.
 */
left_out: number | null, 
/**
 * The credits that were charged; none if that was not kept.
 */
credits: string | null, 
/**
 * When it was taken back, if it was.
 */
reverted: string | null, };

/**
 * How the window looks and behaves.
 */
export type Prefs = { 
/**
 * Light, dark or as the system has it.
 */
theme: Theme, 
/**
 * How close rows stand.
 */
density: Density, 
/**
 * How large everything is drawn, in percent from 80 to 200.
 */
size: number, 
/**
 * The language of the window.
 */
language: Language, 
/**
 * The locale by which figures and dates are written, such as `de-CH`; none is the system's.
 */
numbers: string | null, 
/**
 * How a currency is named.
 */
money: MoneyStyle, 
/**
 * The IANA zone in which times are shown; none is the system's.
 */
zone: string | null, 
/**
 * The first day of the week, from 1, Monday, to 7, Sunday.
 */
week_start: number, 
/**
 * Amounts are covered, for a screen that others see.
 */
hide_amounts: boolean, 
/**
 * Alerts are also shown as notices of the desktop.
 */
notifications: boolean, 
/**
 * When no notice is shown on the desktop; none is never.
 */
quiet_hours: QuietHours | null, 
/**
 * Backups are made without being asked for.
 */
backups: boolean, 
/**
 * Closing the window leaves the program in the tray, where there is one.
 */
close_to_tray: boolean, 
/**
 * The window has a menu bar, where the system does not keep one of its own.
 */
menu_bar: boolean, };

/**
 * Light or dark.
 */
export type Theme = "system" | "light" | "dark";

/**
 * How close rows stand.
 */
export type Density = "comfortable" | "compact";

/**
 * The language of the window.
 */
export type Language = "system" | "en" | "de";

/**
 * How a currency is named beside an amount.
 */
export type MoneyStyle = "symbol" | "code";

/**
 * A span of each day, by the clock of the reader; it may run over midnight.
 */
export type QuietHours = { 
/**
 * `22:00`.
 */
from: string, 
/**
 * `07:00`.
 */
to: string, };

/**
 * What can be filled in for a usage of one wallet.
 */
export type SpendForm = { 
/**
 * The wallet.
 */
wallet: string, 
/**
 * The provider's name for a reader.
 */
provider_title: string, 
/**
 * The wallet's IANA zone.
 */
zone: string, 
/**
 * The provider's rate card has rates; without one, credits are typed.
 */
rated: boolean, 
/**
 * Actions: those of the rate card, in its order, then those used before, the latest first.
 */
actions: Array<SpendAction>, 
/**
 * Models for an action that is not among them.
 */
other: Array<SpendModel>, 
/**
 * Members of earlier usages, the latest first.
 */
members: Array<string>, 
/**
 * Projects of earlier usages, the latest first.
 */
projects: Array<string>, 
/**
 * The usage that was typed last, to begin with.
 */
last: SpendDraft | null, };

/**
 * An action.
 */
export type SpendAction = { 
/**
 * Its name.
 */
name: string, 
/**
 * The models that it can be done with.
 */
models: Array<SpendModel>, };

/**
 * A model of an action.
 */
export type SpendModel = { 
/**
 * Its name; none is the action without a model.
 */
name: string | null, 
/**
 * The settings that its price depends on.
 */
settings: Array<SpendSetting>, };

/**
 * A setting that a price depends on.
 */
export type SpendSetting = { 
/**
 * Its name.
 */
name: string, 
/**
 * The values that the rate card knows; `true` and `false` for one that is on or off.
 */
values: Array<string>, 
/**
 * It can be left out.
 */
optional: boolean, 
/**
 * It is a number, and each step of so much of it is charged.
 */
step: string | null, };

/**
 * How a usage ended.
 */
export type SpendStatus = "succeeded" | "pending" | "failed";

/**
 * A setting as it was filled in.
 */
export type SettingText = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its value.
 */
value: string, };

/**
 * A usage as it is being filled in. Texts are as typed.
 */
export type SpendDraft = { 
/**
 * The wallet.
 */
wallet: string, 
/**
 * The action.
 */
action: string, 
/**
 * The model.
 */
model: string | null, 
/**
 * The settings.
 */
settings: Array<SettingText>, 
/**
 * Results of one usage; one if none.
 */
quantity: string | null, 
/**
 * How many such usages; one if none.
 */
times: string | null, 
/**
 * The provider's own figure for one usage, in place of the rate card's.
 */
credits: string | null, 
/**
 * Who.
 */
member: string | null, 
/**
 * For which project.
 */
project: string | null, 
/**
 * How it ended.
 */
status: SpendStatus, 
/**
 * When, as typed, in the wallet's zone; now if none.
 */
at: string | null, };

/**
 * What a usage would cost and who would pay, before it is booked.
 */
export type SpendQuote = { 
/**
 * When it would happen.
 */
at: string, 
/**
 * How many usages.
 */
times: number, 
/**
 * Results of each.
 */
quantity: number, 
/**
 * Credits of one result; none if the figure was typed or there is no price.
 */
unit: string | null, 
/**
 * Credits of one usage.
 */
each: string | null, 
/**
 * Credits of all of them.
 */
total: string | null, 
/**
 * What the rate card says of one usage, where another figure was typed.
 */
rated: string | null, 
/**
 * The rate that says so.
 */
rate: RateUsed | null, 
/**
 * Why there is no price, where there is none.
 */
no_price: NoPriceBecause | null, 
/**
 * What it would do.
 */
effect: SpendEffect, 
/**
 * What the wallet holds now.
 */
left: string, 
/**
 * What it would hold now with this booked.
 */
left_after: string, 
/**
 * What such a usage can draw at its instant: less than the balance where lots are barred.
 */
usable: string, 
/**
 * The lots that pay, in draw order.
 */
draws: Array<SpendDraw>, 
/**
 * What that is worth, for each currency.
 */
cost: Array<MoneyText>, 
/**
 * The cost of every lot that pays is known.
 */
cost_known: boolean, 
/**
 * Why it would be refused.
 */
refused: SpendRefused | null, };

/**
 * What a usage would do to the wallet.
 */
export type SpendEffect = "draws" | "holds" | "charged_and_refunded" | "nothing" | "unpriced";

/**
 * The rate that sets a price.
 */
export type RateUsed = { 
/**
 * The words that agreed: action, model, settings. Empty for a rate that holds for everything.
 */
keys: Array<string>, 
/**
 * Credits of one result, or of one step of it.
 */
credits: string | null, 
/**
 * The length of a step.
 */
step: string | null, 
/**
 * The setting that is counted in steps.
 */
setting: string | null, 
/**
 * The page that says so.
 */
source: string | null, };

/**
 * Why there is no price.
 */
export type NoPriceBecause = { 
/**
 * The reason.
 */
reason: NoPriceReason, 
/**
 * The setting that it is about.
 */
setting: string | null, };

/**
 * The reasons for which there is no price.
 */
export type NoPriceReason = "no_rate" | "not_published" | "setting_missing" | "setting_not_measured" | "too_large";

/**
 * A lot that would pay.
 */
export type SpendDraw = { 
/**
 * Its id.
 */
lot: string, 
/**
 * Its kind.
 */
kind: Kind, 
/**
 * What it gives.
 */
credits: string, 
/**
 * What is left in it then.
 */
left_after: string, 
/**
 * When it lapses; none is never.
 */
expires: string | null, 
/**
 * What these credits cost, if known.
 */
cost: MoneyText | null, };

/**
 * Why a usage would be refused, and what can be done.
 */
export type SpendRefused = { 
/**
 * The reason.
 */
reason: SpendRefusal, 
/**
 * The entry that was booked after it and would lose its cover.
 */
conflict: string | null, 
/**
 * The ways out, where credits are what is missing.
 */
ways: WaysOut | null, };

/**
 * The reasons for which a usage is refused.
 */
export type SpendRefusal = "not_enough" | "conflict" | "member_limit";

/**
 * The three ways out of a usage that is not covered.
 */
export type WaysOut = { 
/**
 * Credits that are missing.
 */
missing: string, 
/**
 * Wait for a refill; none if none is coming.
 */
wait: WaitOut | null, 
/**
 * Top up.
 */
top_up: TopUpOut, 
/**
 * Subscribe, or to a larger plan; none if the provider has none.
 */
plan: PlanOut | null, };

/**
 * Waiting for a refill.
 */
export type WaitOut = { 
/**
 * When it comes: the first that covers the usage if one does within a year, else the next.
 */
at: string, 
/**
 * What such a usage can draw then.
 */
usable: string, 
/**
 * That is enough.
 */
enough: boolean, };

/**
 * Buying credits.
 */
export type TopUpOut = { 
/**
 * Whether it is allowed now.
 */
condition: TopUpCondition, 
/**
 * The smallest bundle that covers what is missing, or the largest there is.
 */
bundle: BundleCard | null, 
/**
 * How many of it.
 */
count: number, 
/**
 * What the provider calls credits that are bought, if it has another word for them.
 */
word: string | null, };

/**
 * A larger plan.
 */
export type PlanOut = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name for a reader.
 */
title: string, 
/**
 * Credits of a refill, if they are known.
 */
credits: string | null, 
/**
 * What one payment costs, if it is published.
 */
price: MoneyText | null, 
/**
 * How often that is paid: `monthly`.
 */
billing: string, 
/**
 * A plan runs already.
 */
instead: boolean, };

/**
 * What was booked.
 */
export type Spent = { 
/**
 * The batch, to be undone.
 */
batch: string, 
/**
 * How many usages.
 */
times: number, 
/**
 * Credits of all of them; none if they are kept without a price.
 */
credits: string | null, 
/**
 * What it did.
 */
effect: SpendEffect, 
/**
 * What the wallet holds now.
 */
left: string, };

/**
 * A usage that waits to be settled.
 */
export type PendingUsage = { 
/**
 * Its id.
 */
id: string, 
/**
 * When it began.
 */
at: string, 
/**
 * The action.
 */
action: string | null, 
/**
 * The model.
 */
model: string | null, 
/**
 * How many results, if known.
 */
quantity: number | null, 
/**
 * Who.
 */
member: string | null, 
/**
 * For which project.
 */
project: string | null, 
/**
 * What it holds; none while it has no price.
 */
credits: string | null, };

/**
 * How a pending usage ended.
 */
export type SettleDraft = { 
/**
 * The wallet.
 */
wallet: string, 
/**
 * The usage.
 */
id: string, 
/**
 * It succeeded.
 */
succeeded: boolean, 
/**
 * What it cost in the end; what it held if none.
 */
credits: string | null, };

/**
 * Whether credits can be bought.
 */
export type TopUpCondition = "open" | "subscribed" | "needs_subscription" | "not_sold";

/**
 * What can be bought for a wallet.
 */
export type TopUpForm = { 
/**
 * The wallet.
 */
wallet: string, 
/**
 * The provider's name for a reader.
 */
provider_title: string, 
/**
 * The wallet's IANA zone.
 */
zone: string, 
/**
 * What the provider calls credits that are bought, if it has another word for them.
 */
word: string | null, 
/**
 * Whether they can be bought now, without a bundle.
 */
condition: TopUpCondition, 
/**
 * The page that says so.
 */
source: string | null, 
/**
 * The plan that runs.
 */
plan: string | null, 
/**
 * The currency of the last purchase, else the provider's.
 */
currency: string | null, 
/**
 * What the wallet holds now.
 */
left: string, 
/**
 * Credits used a day at the present pace; none before a week of use.
 */
pace: string | null, 
/**
 * How long the wallet lasts as it is.
 */
lasts: Lasts, 
/**
 * The bundles.
 */
bundles: Array<TopUpOffer>, 
/**
 * Earlier purchases, the latest first.
 */
earlier: Array<TopUpRow>, };

/**
 * How long credits last at the present pace.
 */
export type Lasts = { 
/**
 * The day on which they run out; none if they do not, or if that is unknown.
 */
until: string | null, 
/**
 * They outlast two years.
 */
beyond: boolean, };

/**
 * A purchase, and what it would lead to.
 */
export type TopUpOffer = { 
/**
 * The bundle; none for an amount.
 */
bundle: string | null, 
/**
 * Its name for a reader.
 */
title: string | null, 
/**
 * Credits.
 */
credits: string, 
/**
 * What it costs, if known.
 */
price: MoneyText | null, 
/**
 * What one credit costs, with up to six decimals, if the price is known.
 */
per_credit: MoneyText | null, 
/**
 * Whether it can be bought.
 */
condition: TopUpCondition, 
/**
 * When it would happen.
 */
at: string, 
/**
 * What the wallet would hold now with it.
 */
left_after: string, 
/**
 * How long that would last.
 */
lasts: Lasts, 
/**
 * When these credits lapse; none is never.
 */
expires: string | null, };

/**
 * A purchase as it is being filled in. Texts are as typed.
 */
export type TopUpDraft = { 
/**
 * The wallet.
 */
wallet: string, 
/**
 * The bundle …
 */
bundle: string | null, 
/**
 * … or the credits.
 */
credits: string | null, 
/**
 * What was paid: a number.
 */
paid: string | null, 
/**
 * In which currency.
 */
currency: string | null, 
/**
 * When, as typed, in the wallet's zone; now if none.
 */
at: string | null, 
/**
 * When they end, as typed; the provider's rule if none.
 */
expires: string | null, 
/**
 * The number of the receipt.
 */
receipt: string | null, 
/**
 * A note.
 */
note: string | null, };

/**
 * An earlier purchase.
 */
export type TopUpRow = { 
/**
 * The id of its entry.
 */
id: string, 
/**
 * When it happened.
 */
at: string, 
/**
 * Its credits.
 */
credits: string, 
/**
 * The bundle.
 */
bundle: string | null, 
/**
 * What was paid, if known.
 */
paid: MoneyText | null, 
/**
 * The number of the receipt.
 */
receipt: string | null, };

/**
 * A purchase as it stands in the books.
 */
export type Receipt = { 
/**
 * The id of its entry.
 */
id: string, 
/**
 * The batch, to be undone, where it was just booked.
 */
batch: string | null, 
/**
 * The name of the books.
 */
books: string, 
/**
 * The wallet.
 */
wallet: string, 
/**
 * The wallet's IANA zone.
 */
zone: string, 
/**
 * The provider's name for a reader.
 */
provider_title: string, 
/**
 * What the provider calls credits that are bought, if it has another word for them.
 */
word: string | null, 
/**
 * The bundle.
 */
bundle: string | null, 
/**
 * Its credits.
 */
credits: string, 
/**
 * What was paid, if known.
 */
paid: MoneyText | null, 
/**
 * What one credit cost.
 */
per_credit: MoneyText | null, 
/**
 * When it happened.
 */
at: string, 
/**
 * When it was entered.
 */
recorded_at: string, 
/**
 * When the credits lapse; none is never.
 */
expires: string | null, 
/**
 * The number of the receipt.
 */
receipt: string | null, 
/**
 * The note.
 */
note: string | null, 
/**
 * The name of the file that goes with it.
 */
attachment: string | null, 
/**
 * It was voided and no longer counts.
 */
voided: boolean, };

/**
 * How often a line of work is done.
 */
export type WorkPace = "day" | "month";

/**
 * A line of work, as it is typed.
 */
export type WorkLine = { 
/**
 * The action.
 */
action: string, 
/**
 * The model.
 */
model: string | null, 
/**
 * The settings that the price depends on.
 */
settings: Array<SettingText>, 
/**
 * How many results: a decimal number.
 */
units: string, 
/**
 * On each working day, or a month.
 */
pace: WorkPace, 
/**
 * The provider's own figure for one, where its pages publish none.
 */
credits: string | null, 
/**
 * What it is done for.
 */
project: string | null, };

/**
 * What a line takes at a provider whose pages name it otherwise or not at all.
 */
export type ElsewhereCredits = { 
/**
 * The provider.
 */
provider: string, 
/**
 * The line, counted from 0.
 */
line: number, 
/**
 * Credits of one result there.
 */
credits: string, };

/**
 * A plan of work, as it is typed and kept.
 */
export type WorkPlan = { 
/**
 * The provider whose rate card the lines are written by.
 */
provider: string, 
/**
 * The wallet there whose plan is what the studio has now; none compares with nothing.
 */
wallet: string | null, 
/**
 * The lines.
 */
lines: Array<WorkLine>, 
/**
 * Working days a month: a whole number.
 */
days: string, 
/**
 * The buffer in percent.
 */
buffer: string, 
/**
 * What lines take elsewhere.
 */
elsewhere: Array<ElsewhereCredits>, };

/**
 * What a line comes to.
 */
export type WorkNeed = { 
/**
 * Results a month.
 */
units: string, 
/**
 * Credits of one; none while it has no price.
 */
each: string | null, 
/**
 * Credits a month.
 */
credits: string | null, 
/**
 * The rate that says so, where no figure was typed.
 */
rate: RateUsed | null, 
/**
 * Why it has no price.
 */
no_price: NoPriceBecause | null, };

/**
 * Credits a month for one project.
 */
export type ProjectNeed = { 
/**
 * The project; none for work of none.
 */
project: string | null, 
/**
 * Credits, without the buffer.
 */
credits: string, };

/**
 * What the work takes.
 */
export type WorkEstimate = { 
/**
 * Each line.
 */
lines: Array<WorkNeed>, 
/**
 * All lines that have a price.
 */
together: string, 
/**
 * The same with the buffer.
 */
buffered: string, 
/**
 * A week's share of that.
 */
per_week: string, 
/**
 * By project; empty where no line names one.
 */
projects: Array<ProjectNeed>, 
/**
 * Every line has a price.
 */
complete: boolean, };

/**
 * Why a way has no price.
 */
export type WayLack = "plan_credits" | "plan_price" | "pack_price" | "subscription" | "too_small" | "too_fine";

/**
 * What becomes of credits that an even month leaves over.
 */
export type WaySurplus = "lapses" | "lapses_later" | "kept";

/**
 * Packs of one size that a way needs.
 */
export type WayPacks = { 
/**
 * The pack's name; none for one that is known from an earlier top-up.
 */
title: string | null, 
/**
 * Credits of one.
 */
credits: string, 
/**
 * What one costs.
 */
price: MoneyText, 
/**
 * How many a year.
 */
count: number, };

/**
 * A way to come by a month's credits.
 */
export type Way = { 
/**
 * The provider.
 */
provider: string, 
/**
 * Its name for people.
 */
provider_title: string, 
/**
 * The plan's word; none is packs alone.
 */
plan: string | null, 
/**
 * The plan's name.
 */
title: string | null, 
/**
 * How the plan is paid: `monthly`.
 */
billing: string | null, 
/**
 * It is what the studio has now.
 */
current: boolean, 
/**
 * Credits a month that are needed, with the buffer.
 */
needed: string, 
/**
 * Of these, from free credits.
 */
free: string, 
/**
 * What the plan gives a month, if it is known.
 */
included: string | null, 
/**
 * What neither covers, a month.
 */
shortfall: string | null, 
/**
 * The cheapest packs that cover it.
 */
packs: Array<WayPacks>, 
/**
 * Credits of these packs, a month.
 */
pack_credits: string, 
/**
 * What ends unused each month.
 */
lost: string | null, 
/**
 * What stays over each month and does not end.
 */
kept: string, 
/**
 * What becomes of what the plan leaves over.
 */
surplus: WaySurplus, 
/**
 * Money of a month: a twelfth of the year's.
 */
month: MoneyText | null, 
/**
 * Money of a year.
 */
year: MoneyText | null, 
/**
 * It costs nothing.
 */
gratis: boolean, 
/**
 * Why it has no price.
 */
lacks: WayLack | null, 
/**
 * What one result of each line costs this way; none where that is not known.
 */
each: Array<MoneyText | null>, };

/**
 * What a way costs more than the best.
 */
export type WayMore = { 
/**
 * Its place among the ways.
 */
way: number, 
/**
 * In a month.
 */
more: MoneyText, };

/**
 * The cheapest way and what stands against it.
 */
export type WayAdvice = { 
/**
 * Its place among the ways.
 */
best: number, 
/**
 * The next one that is not the studio's own.
 */
next: WayMore | null, 
/**
 * Staying with what the studio has.
 */
staying: WayMore | null, 
/**
 * Ways in another currency were not compared.
 */
other_currencies: boolean, };

/**
 * From a need on another way is the cheapest.
 */
export type WayCrossing = { 
/**
 * Credits a month.
 */
at: string, 
/**
 * The way that was the cheapest below, as a place among the ways.
 */
from: number, 
/**
 * The way that is from here on.
 */
to: number, };

/**
 * A provider that cannot do all of the work, as far as is known.
 */
export type OtherProvider = { 
/**
 * The provider.
 */
provider: string, 
/**
 * Its name for people.
 */
title: string, 
/**
 * The lines that its pages do not price, counted from 0.
 */
lines: Array<number>, };

/**
 * A plan of work, reckoned.
 */
export type PlanView = { 
/**
 * When.
 */
at: string, 
/**
 * What the work takes.
 */
estimate: WorkEstimate, 
/**
 * The ways: those that have a price first, the cheapest on top; empty while a line has no price.
 */
ways: Array<Way>, 
/**
 * The cheapest of them.
 */
advice: WayAdvice | null, 
/**
 * Where another way becomes the cheapest.
 */
crossings: Array<WayCrossing>, 
/**
 * Providers that took no part.
 */
others: Array<OtherProvider>, 
/**
 * Money against need; none where no way has a price.
 */
chart: ChartScene | null, };

/**
 * Work filled in from what was done.
 */
export type PastWork = { 
/**
 * The plan of work with the mean month.
 */
mean: WorkPlan, 
/**
 * The same with the busiest thirty days.
 */
busiest: WorkPlan, 
/**
 * Credits of the mean month, as they were charged.
 */
mean_credits: string, 
/**
 * Credits of the busiest thirty days.
 */
busiest_credits: string, 
/**
 * Where the busiest thirty days begin.
 */
busiest_from: string, 
/**
 * Whole days that were looked at.
 */
days: number, 
/**
 * Usages that were looked at.
 */
usages: number, 
/**
 * Kinds of work that were so little that they share a line, or were left out for want of one.
 */
left_out: number, };

/**
 * What is open about the offers of a provider.
 */
export type OfferFigures = { 
/**
 * The provider.
 */
provider: string, 
/**
 * The plan; none says something about a pack.
 */
plan: string | null, 
/**
 * The pack; none is a new one.
 */
bundle: string | null, 
/**
 * Credits of a refill, or of the pack.
 */
credits: string | null, 
/**
 * What each billing of the plan costs, as (`monthly`, `20.00 EUR`).
 */
prices: Array<[string, string]>, 
/**
 * What the pack costs.
 */
price: string | null, };

/**
 * Under which other terms a past time is played.
 */
export type OtherTerms = { "change": "plan", 
/**
 * The provider.
 */
provider: string, 
/**
 * The plan.
 */
plan: string, 
/**
 * How it is paid.
 */
billing: string, } | { "change": "order", 
/**
 * The order.
 */
order: OtherOrder, } | { "change": "reading", 
/**
 * The question.
 */
reading: string, 
/**
 * The answer.
 */
option: string, };

/**
 * Orders in which lots might be drawn.
 */
export type OtherOrder = "ends_first" | "by_kind" | "oldest_first" | "cheapest_first";

/**
 * What came of a past time under some terms.
 */
export type PastOutcome = { 
/**
 * What was used.
 */
used: string, 
/**
 * What plans and packs cost together, as far as it is known.
 */
cost: Array<MoneyText>, 
/**
 * All of it is known.
 */
cost_known: boolean, 
/**
 * Of it, packs: those that were bought, or the cheapest that cover what was missing.
 */
packs: Array<MoneyText>, 
/**
 * When credits first did not suffice.
 */
ran_out: string | null, 
/**
 * On how many days they did not.
 */
dry_days: number, 
/**
 * How many were missing in all.
 */
missing: string, 
/**
 * What lapsed unused.
 */
expired: string, 
/**
 * The part of it that was paid for.
 */
expired_paid: string, 
/**
 * What that was worth, as far as it is known.
 */
expired_worth: Array<MoneyText>, 
/**
 * What was left at the end.
 */
left: string, };

/**
 * A past time, as it was and as it would have been.
 */
export type PastReplay = { 
/**
 * The wallet.
 */
wallet: string, 
/**
 * Where it begins: a year ago, or when the wallet began.
 */
from: string, 
/**
 * Where it ends: now.
 */
to: string, 
/**
 * Usages in it.
 */
usages: number, 
/**
 * As it was.
 */
was: PastOutcome, 
/**
 * As it would have been.
 */
would: PastOutcome, 
/**
 * Usages that the other provider's pages do not price: they are not in it.
 */
not_priced: number, };

/**
 * What can be played.
 */
export type PastChoices = { 
/**
 * The wallet.
 */
wallet: string, 
/**
 * Plans whose credits are known.
 */
plans: Array<PastPlan>, 
/**
 * Questions of its provider, with their answers and the one that holds.
 */
readings: Array<PastReading>, 
/**
 * The order that holds, where it is one of those known here.
 */
order: OtherOrder | null, };

/**
 * A plan that a past time can be played under.
 */
export type PastPlan = { 
/**
 * The provider.
 */
provider: string, 
/**
 * Its name for people.
 */
provider_title: string, 
/**
 * The plan.
 */
plan: string, 
/**
 * Its name.
 */
title: string, 
/**
 * How it is paid.
 */
billing: string, 
/**
 * It is what the wallet has now.
 */
current: boolean, };

/**
 * A question with its answers.
 */
export type PastReading = { 
/**
 * Its word.
 */
id: string, 
/**
 * The question.
 */
question: string, 
/**
 * The answers, as (word, words for people).
 */
options: Array<[string, string]>, 
/**
 * The answer that holds.
 */
chosen: string, };

/**
 * How long a wallet lasts, as a range.
 */
export type WalletForecast = { 
/**
 * The wallet.
 */
wallet: string, 
/**
 * Its zone.
 */
zone: string, 
/**
 * When this was asked.
 */
at: string, 
/**
 * What is left now.
 */
left: string, 
/**
 * Credits a day; none where too little is known.
 */
per_day: string | null, 
/**
 * The mean of each weekday, from Monday on.
 */
by_weekday: Array<string>, 
/**
 * Whole weeks that it rests on.
 */
weeks: number, 
/**
 * The change from week to week in percent, where there is one that cannot be chance.
 */
trend: string | null, 
/**
 * P10, P50 and P90 of when it runs out; none is beyond the horizon.
 */
runs_out: Array<string | null>, 
/**
 * Up to where was looked.
 */
until: string, 
/**
 * When the next refill comes.
 */
refill: string | null, 
/**
 * In how many cases of a hundred it runs out before that.
 */
before_refill: number | null, 
/**
 * P10, P50 and P90 of what of the present lots lapses unused.
 */
unused: Array<string>, 
/**
 * What the middle of that is worth, as far as it is known.
 */
unused_worth: Array<MoneyText>, 
/**
 * All of that worth is known.
 */
unused_worth_known: boolean, 
/**
 * Courses that were played.
 */
courses: number, };

/**
 * A plan of work that is kept by name.
 */
export type KeptPlan = { 
/**
 * Its number; none for one that is new.
 */
id: number | null, 
/**
 * Its name.
 */
name: string, 
/**
 * Notes about it.
 */
notes: string, 
/**
 * When it was kept last; empty for one that is new.
 */
kept_at: string, 
/**
 * The plan.
 */
plan: WorkPlan, };
