/** Members and projects: their names, what they used, what they may use. */
import { call } from '../api';
import type { NameEdit, NameKind, NameSaid, NameSuggestions, PeopleView } from '../bindings/wire';

/** The names to offer while somebody types: those used last first, archived ones left out. */
export const suggestions = () => call<NameSuggestions>('names');
/** Everybody with what they used in a calendar month (`2026-11`); the running one if none is said. */
export const people = (month: string | null) => call<PeopleView>('people', { month });
/** Says something about a member or a project. */
export const editName = (kind: NameKind, name: string, edit: NameEdit) =>
  call<NameSaid>('edit_name', { kind, name, edit });
