static int f(int a)
{
	int b = a ? one() : two();

	return b ?: three();
}

/* expected:
flowchart TD
  b0{"a ?"}
  b0 -->|"true"| b1
  b0 -->|"false"| b2
  b1["%1 = one()"]
  b1 --> b3
  b2["%1 = two()"]
  b2 --> b3
  b3{"b = a ? one() : two()<br>%2 = b<br>b ?"}
  b3 -->|"true"| b5
  b3 -->|"false"| b4
  b4["%2 = three()"]
  b4 --> b5
  b5(["%3 = b ?: three()<br>return b ?: three();"])
*/
