static void f(int a)
{
	{
		struct mmu_notifier_range range;

		if (a)
			goto out;
		one(&range);
	}
	two();
out:
	three();
}

/* expected:
flowchart TD
  b0{"range<br>a ?"}
  b0 -->|"true"| b1
  b0 -->|"false"| b2
  b1["leave range"]
  b1 --> b3
  b2["one(&range);<br>leave range<br>two();"]
  b2 --> b3
  b3(["three();<br>return"])
*/
