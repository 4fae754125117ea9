static int f(int a)
{
	if (a) {
		struct mmu_notifier_range range;

		return one(&range);
	}
	return 0;
}

/* expected:
flowchart TD
  b0{"a ?"}
  b0 -->|"true"| b1
  b0 -->|"false"| b2
  b1(["range<br>%1 = one(&range)<br>leave range<br>return one(&range);"])
  b2(["%2 = 0<br>return 0;"])
*/
