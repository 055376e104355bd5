//! The order of a draw.

/// The numbers from 0 to `len`, in an order that the seed alone decides: the same seed gives the same
/// order for ever, so that anybody can draw again what was drawn.
///
/// Fisher-Yates over SplitMix64; the remainder's bias is below 2^-40 for any draw that fits a town.
pub fn in_random_order(len: usize, seed: u64) -> Vec<usize> {
    let mut state = seed;
    let mut order: Vec<usize> = (0..len).collect();
    for last in (1..len).rev() {
        let other = (next(&mut state) % (last as u64 + 1)) as usize;
        order.swap(last, other);
    }
    order
}

/// The next number of SplitMix64.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draw_is_a_permutation_that_its_seed_alone_decides() {
        for len in [0, 1, 2, 7, 200] {
            let order = in_random_order(len, 42);
            let mut sorted = order.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, (0..len).collect::<Vec<_>>());
            assert_eq!(order, in_random_order(len, 42));
        }
        assert_ne!(in_random_order(200, 1), in_random_order(200, 2));
    }

    #[test]
    fn everybody_is_first_about_as_often() {
        let mut first = [0_u32; 5];
        for seed in 0..5_000 {
            first[in_random_order(5, seed)[0]] += 1;
        }
        assert!(first.iter().all(|count| (850..1150).contains(count)), "{first:?}");
    }
}
