/** A key of the service: the name it was given by us, and by what the service knows it. */
export interface ServiceKey {
  readonly name: string;
  readonly id: string;
}

/** What the service made of some bytes. */
export interface Locked {
  /** 12 bytes. */
  readonly nonce: Buffer;
  /** 16 bytes. */
  readonly tag: Buffer;
  /** As long as what was locked. */
  readonly body: Buffer;
}

/**
 * A service that holds keys and uses them for us; they never leave it. Each act stands for itself, and what a key locks is
 * bound to its name.
 *
 * All throw Refusal 'storage-unavailable', reason 'key-service-away', 'key-service-refuses-us', 'key-service-refuses',
 * 'key-service-not-trusted', 'key-service-unusable', and those of the gate; 'settings-invalid', reason
 * 'key-service-files'.
 */
export interface KeyService {
  /** A key of its own, ready for use. That there is one of that name already, of an act that was cut short, does no harm. */
  make(name: string): Promise<ServiceKey>;
  /** @throws Refusal also 'key-service-no-key', 'key-service-other-name' */
  lock(key: ServiceKey, bytes: Buffer): Promise<Locked>;
  /** @throws Refusal also 'key-service-no-key': it was destroyed; 'key-service-other-name', 'key-service-not-opened' */
  unlock(key: ServiceKey, locked: Locked): Promise<Buffer>;
  /** For good: all keys of that name, and none is left when it answers. May be said again. */
  destroy(name: string): Promise<void>;
  /** Whether the service would give away that key itself. */
  givesAway(key: ServiceKey): Promise<boolean>;
}
