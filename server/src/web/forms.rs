//! Tokens of page forms: they show that a form was made by this server for this very caller.

use office::event::Actor;
use sha2::{Digest, Sha256};

/// The token of a caller's forms for one purpose, 64 hexadecimal digits; the same while the server lives.
pub fn token(secret: &[u8; 32], actor: &Actor, purpose: &str) -> String {
    let mut inner = Sha256::new_with_prefix(secret);
    for part in [actor.kind.code(), actor.id.as_str(), purpose] {
        inner.update((part.len() as u64).to_le_bytes());
        inner.update(part);
    }
    // The outer hash keeps anybody from lengthening a token into another one.
    let outer = Sha256::new_with_prefix(secret).chain_update(inner.finalize()).finalize();
    outer.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether `given` is the caller's token for this purpose.
pub fn check(secret: &[u8; 32], actor: &Actor, purpose: &str, given: &str) -> bool {
    // Hashes of both are compared, so that the time taken tells nothing of the token.
    Sha256::digest(token(secret, actor, purpose)) == Sha256::digest(given)
}

#[cfg(test)]
mod tests {
    use super::*;
    use office::event::ActorKind;
    use office::id::ActorId;

    #[test]
    fn token_is_good_for_its_caller_and_purpose_only() {
        let (clerk, stranger) = (actor("clerk"), actor("stranger"));
        let given = token(&[7; 32], &clerk, "desk");
        assert!(check(&[7; 32], &clerk, "desk", &given));
        assert!(!check(&[7; 32], &stranger, "desk", &given));
        assert!(!check(&[7; 32], &clerk, "office", &given));
        assert!(!check(&[8; 32], &clerk, "desk", &given));
        assert!(!check(&[7; 32], &clerk, "desk", ""));
    }

    fn actor(id: &str) -> Actor {
        Actor { kind: ActorKind::Staff, id: ActorId::new(id).unwrap() }
    }
}
