static bool f(int a)
{
	bool b = a && one();

	return b;
}

/* expected:
flowchart TD
  b0{"a ?"}
  b0 -->|"true"| b4
  b0 -->|"false"| b2
  b1["%1 = a && one()"]
  b1 --> b3
  b2["%1 = a && one()"]
  b2 --> b3
  b3(["b = a && one()<br>%2 = b<br>return b;"])
  b4{"one() ?"}
  b4 -->|"true"| b1
  b4 -->|"false"| b2
*/
