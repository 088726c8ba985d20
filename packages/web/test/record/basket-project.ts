/** A small project with a defect: the discount is taken off once for each item. */
export const BASKET: Readonly<Record<string, string>> = {
  'README.md': '# Basket\n\nPrices of a shop. `python3 test_basket.py` runs the checks.\n',
  'basket.py': `"""Prices of a basket."""


def total(prices, discount=0):
    """Sum in cents; the discount is in percent of the whole."""
    result = 0
    for price in prices:
        result += price
        result -= result * discount // 100
    return result
`,
  'shipping.py': `"""Shipping in cents."""

FREE_FROM = 5_000


def shipping(amount):
    return 0 if amount >= FREE_FROM else 490
`,
  'test_basket.py': `from basket import total
from shipping import shipping

assert total([100, 200]) == 300, total([100, 200])
assert shipping(6_000) == 0
assert total([100, 100], discount=10) == 180, f"expected 180, got {total([100, 100], discount=10)}"
print("all checks pass")
`,
};
