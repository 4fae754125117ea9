static int f(int a)
{
	void *p __free(kfree) = one();

	if (!p)
		return -1;
	return two(p);
}

/* expected:
flowchart TD
  b0{"*p __free(kfree) = one()<br>p ?"}
  b0 -->|"true"| b2
  b0 -->|"false"| b1
  b1(["%1 = -1<br>leave p<br>return -1;"])
  b2(["%2 = two(p)<br>leave p<br>return two(p);"])
*/
